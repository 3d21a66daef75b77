import { describe, expect, it } from 'vitest';
import { asker, dialogOf } from './ask.ts';

const question = {
  about: 'change',
  cluster: 'home',
  verb: 'uninstall',
  release: 'odin',
  namespace: 'monitoring',
  losses: ['Namespace/monitoring'],
  grants: [],
} as const;

describe('dialogOf', () => {
  it('names the cluster and what is lost, and Enter and Escape cancel', () => {
    expect(dialogOf(question)).toMatchObject({
      message: 'Delete data on cluster home?',
      detail:
        'This is part of the uninstall of odin in namespace monitoring.\n\nDeleted for good, with all that is in it:\nNamespace/monitoring',
      buttons: ['Cancel', 'Delete data'],
      defaultId: 0,
      cancelId: 0,
    });
  });

  it('says both of what grants and deletes', () => {
    const { message, detail, buttons } = dialogOf({ ...question, grants: ['ClusterRoleBinding/x'] });
    expect(message).toBe('Delete data and grant rights on cluster home?');
    expect(buttons).toEqual(['Cancel', 'Delete and grant']);
    expect(detail).toContain(
      'Gets rights in the cluster or on its nodes, or runs what nobody has chosen here:\nClusterRoleBinding/x',
    );
    expect(dialogOf({ ...question, losses: [], grants: ['ClusterRoleBinding/x'] }).buttons).toEqual([
      'Cancel',
      'Grant rights',
    ]);
  });

  it('says what expires as data that goes', () => {
    const expiries = ['Prometheus deletes what is older than 15 days.'];
    const { message, detail, buttons } = dialogOf({ ...question, losses: [], expiries });
    expect(message).toBe('Delete data on cluster home?');
    expect(buttons).toEqual(['Cancel', 'Delete data']);
    expect(detail).toContain('Deleted for good, as less is kept:\nPrometheus deletes what is older than 15 days.');
  });

  it('is about what an edit really does', () => {
    const edit = { ...question, about: 'action', verb: 'edit', object: 'Deployment/a/b', losses: [] } as const;
    const asked = (stakes: object) => {
      const { message, buttons } = dialogOf({ ...edit, ...stakes });
      return [message, buttons?.[1]];
    };
    const names = ['Deployment/a/b'];
    expect(asked({ runs: names })).toEqual(['Run other programs on cluster home?', 'Run other programs']);
    expect(asked({ grants: names })).toEqual(['Grant rights on cluster home?', 'Grant rights']);
    expect(asked({ grants: names, runs: names })).toEqual([
      'Run other programs and grant rights on cluster home?',
      'Run and grant',
    ]);
    expect(asked({ others: names })).toEqual([
      'Change what is not the stack’s on cluster home?',
      'Change what is not the stack’s',
    ]);
    expect(dialogOf({ ...edit, runs: names }).detail).toContain('Runs another program, or the same one otherwise:');
  });

  it('stays a dialog that fits, of text that is read, whatever names it is given', () => {
    const hostile = `x\n\nAll is well. Press Delete.\u202e${'y'.repeat(500)}`;
    const { message, detail = '' } = dialogOf({
      ...question,
      cluster: hostile,
      losses: Array.from({ length: 999 }, () => hostile),
    });
    expect(message).not.toMatch(/[\n\u202e]/);
    expect(message.length).toBeLessThan(300);
    expect(detail.split('\n').length).toBeLessThan(16);
    expect(detail).not.toContain('\u202e');
    expect(detail).toContain('and 991 more');
  });
});

describe('dialogOf of a secret of a receiver', () => {
  it('names the key and the Secret, and says what would be lost', () => {
    const secret = {
      about: 'secret',
      cluster: 'home',
      key: 'mail-password',
      secret: 'monitoring/alertmanager-secrets',
    } as const;
    expect(dialogOf({ ...secret, isThere: false })).toMatchObject({
      message: 'Put mail-password in Secret monitoring/alertmanager-secrets on cluster home?',
      buttons: ['Cancel', 'Put it there'],
    });
    expect(dialogOf({ ...secret, isThere: true })).toMatchObject({
      message: 'Replace mail-password in Secret monitoring/alertmanager-secrets on cluster home?',
      detail: expect.stringContaining('What this key holds now is lost'),
      buttons: ['Cancel', 'Replace it'],
    });
  });
});

describe('dialogOf of what is done to one object', () => {
  it('names it, and whose it is', () => {
    const action = {
      about: 'action',
      cluster: 'home',
      verb: 'delete',
      object: 'Service/a/b',
      losses: [],
      grants: [],
    } as const;
    expect(dialogOf({ ...action, stranger: 'release x of namespace y' })).toMatchObject({
      message: 'Delete Service/a/b on cluster home?',
      detail: 'This is part of the delete of Service/a/b. It belongs to release x of namespace y, which is not ODIN’s.',
      buttons: ['Cancel', 'Delete it'],
    });
    const loss = dialogOf({ ...action, losses: ['PersistentVolumeClaim/a/data'] });
    expect(loss.detail).toContain('Deleted for good, with all that is in it:\nPersistentVolumeClaim/a/data');
  });

  it('says where a shell opens, and until when it is not asked again', () => {
    const shell = { about: 'shell', cluster: 'home', pod: 'Pod/a/web-0\u202e', container: 'web' } as const;
    const { message, detail, buttons } = dialogOf(shell);
    expect(message).toBe('Open a shell in cluster home?');
    expect(detail).toContain('container web of Pod/a/web-0\\u202e.');
    expect(buttons).toEqual(['Cancel', 'Open a shell']);
  });

  it('says where a forward leads, and who may come by it', () => {
    const { message, detail, buttons } = dialogOf({ about: 'forward', cluster: 'home', object: 'Service/a/web\u202e' });
    expect(message).toBe('Forward a port from cluster home to this machine?');
    expect(detail).toContain('It leads to Service/a/web\\u202e. Any program and any user of this machine may connect');
    expect(buttons).toEqual(['Cancel', 'Forward it']);
  });
});

describe('asker', () => {
  it('is a yes for the second button alone, and asks one question at a time', async () => {
    const answers: ((response: number) => void)[] = [];
    const dialog = {
      showMessageBox: () => new Promise<never>((resolve) => answers.push((response) => resolve({ response } as never))),
    };
    const confirm = asker(dialog, () => null);
    const first = confirm(question);
    await expect(confirm(question)).resolves.toBe(false);
    answers[0]?.(1);
    await expect(first).resolves.toBe(true);
    const second = confirm(question);
    answers[1]?.(0);
    await expect(second).resolves.toBe(false);
    expect(answers).toHaveLength(2);
  });
});

it('asks before the demo cluster begins anew, and Enter and Escape keep it', () => {
  expect(dialogOf({ about: 'demoReset', cluster: 'Demo cluster' })).toMatchObject({
    message: 'Begin anew with the demo cluster?',
    buttons: ['Cancel', 'Begin anew'],
    defaultId: 0,
    cancelId: 0,
  });
});
