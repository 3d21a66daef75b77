import { describe, expect, it } from 'vitest';
import { failed } from '../../cluster/health/diagnosis.ts';
import { CrashLogs, wordsOf } from './crash-words.ts';

describe('the last words of a program', () => {
  it.each([
    'cannot reach database server',
    'dial tcp 10.43.12.7:5432: connect: connection refused',
    'dial tcp: lookup db.default.svc.cluster.local on 10.43.0.10:53: no such host',
    'Error: getaddrinfo EAI_AGAIN redis',
    'Error: connect ECONNREFUSED 10.43.0.12:6379',
    'psycopg2.OperationalError: could not connect to server: Connection refused',
    'sqlalchemy.exc.OperationalError: (psycopg.OperationalError) connection failed',
    'could not translate host name "db" to address: Name or service not known',
    'psql: error: FATAL:  the database system is starting up',
    'java.net.UnknownHostException: kafka-0.kafka',
    'org.postgresql.util.PSQLException: The connection attempt failed.',
    'com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure',
    "ERROR 2003 (HY000): Can't connect to MySQL server on 'db' (111)",
    "nc: bad address 'db'",
    "wget: can't connect to remote host (10.43.1.2): Connection refused",
    'curl: (6) Could not resolve host: api',
    "curl: (7) Failed to connect to api port 80 after 0 ms: Couldn't connect to server",
    'pymongo.errors.ServerSelectionTimeoutError: mongo:27017: [Errno 111] Connection refused',
    'kafka.errors.NoBrokersAvailable: NoBrokersAvailable',
    'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing"',
    'ERROR: relation "users" does not exist',
    'Waiting for the database to be ready…',
    'failed to establish a connection to rabbitmq',
    'no route to host',
  ])('%s: it waits', (line) => {
    expect(wordsOf(['starting', line])).toBe('waits');
  });

  it.each([
    'exec /usr/local/bin/app: exec format error',
    'standard_init_linux.go:228: exec user process caused: exec format error',
    'exec /entrypoint.sh: no such file or directory',
  ])('%s: it never runs', (line) => {
    expect(wordsOf([line])).toBe('never');
  });

  it.each([
    'no such setting: colour',
    'cannot open /data/state.db: input/output error',
    'panic: runtime error: invalid memory address or nil pointer dereference',
    'yaml: line 3: did not find expected key',
    'Error: unknown flag: --storage.tsdb.retention',
    "KeyError: 'DATABASE_URL'",
    'bind: address already in use',
    'Segmentation fault (core dumped)',
    "Error: Cannot find module '/app/server.js'",
    'open /etc/app/config.yml: no such file or directory',
    '',
  ])('%s: it says nothing of others', (line) => {
    expect(wordsOf(['starting', line])).toBe('silent');
  });
});

describe('logs', () => {
  const crash = (crashes: number) => ({
    ...failed('crash', 'crashes', [], 0),
    crashes,
    pod: 'app-a',
    container: 'main',
  });

  it('are read once for each crash, from the third on', async () => {
    const asked: string[] = [];
    let isRung = false;
    const logs = new CrashLogs(
      (pod, container, namespace) => {
        asked.push(`${namespace}/${pod}/${container}`);
        return Promise.resolve(['connection refused']);
      },
      () => {
        isRung = true;
      },
    );
    expect(logs.of(crash(2), 'lab')).toBe('silent');
    expect(logs.of(crash(3), 'lab')).toBe('unread');
    expect(logs.of(crash(3), 'lab')).toBe('unread');
    await expect.poll(() => isRung).toBe(true);
    expect(logs.of(crash(3), 'lab')).toBe('waits');
    expect(asked).toEqual(['lab/app-a/main']);
    expect(logs.of(crash(4), 'lab')).toBe('unread');
    expect(asked).toHaveLength(2);
  });

  it('count together with what the container itself left as its message', async () => {
    const logs = new CrashLogs(
      () => Promise.resolve([]),
      () => {},
    );
    const told = { ...crash(3), evidence: ['exit code 1 (Error)', 'exec /app: exec format error'] };
    logs.of(told, 'lab');
    await expect.poll(() => logs.of(told, 'lab')).toBe('never');
  });
});
