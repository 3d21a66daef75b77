// The manual page of `odin`, in roff, made from the facts of the command line.
import type { ArgumentFacts, OptionFacts, ProgramFacts, VerbFacts } from '../facts/facts.ts';
import { LINKS } from '../facts/links.ts';
import { bold, entry, heading, italic, prose, roff } from './roff.ts';
import { ENVIRONMENT, FILES } from './surroundings.ts';

/** What an exit status means. */
export type ExitMeaning = readonly [status: number, meaning: string];

/** The whole page. It has no date, so that the same sources make the same page. Source: man(7), man-pages(7). */
export function manualPage(program: ProgramFacts, version: string, exits: readonly ExitMeaning[]): string {
  return [
    '.\\" Made by `odin manual`.',
    `.TH ODIN 1 "" "${roff(`ODIN ${version}`)}" "ODIN Control Panel"`,
    // Names of options and files are not to be taken apart.
    '.nh',
    '.ad l',
    heading('SH', 'NAME'),
    'odin \\- install, watch and open the ODIN monitoring stack on Kubernetes',
    heading('SH', 'SYNOPSIS'),
    `${bold('odin')} [${italic('options')}] ${italic('command')} [${italic('arguments')}]`,
    '.br',
    `${bold('odin')} ${italic('command')} ${bold('--help')}`,
    heading('SH', 'DESCRIPTION'),
    roff(program.description),
    roff('It is the engine of the ODIN Control Panel without its window, for terminals and scripts.'),
    roff('What is for people goes to stderr where it is no result; -o json and -o yaml give a document for programs.'),
    heading('SH', 'OPTIONS'),
    prose('These are taken by every command.'),
    ...program.options.map(optionEntry),
    entry(bold('--help'), 'what there is; behind a command: of that command'),
    heading('SH', 'COMMANDS'),
    ...program.verbs.flatMap(verbSection),
    heading('SH', 'EXIT STATUS'),
    ...exits.map(([status, meaning]) => entry(bold(String(status)), meaning)),
    heading('SH', 'ENVIRONMENT'),
    ...ENVIRONMENT.map(([name, what]) => entry(bold(name), what)),
    heading('SH', 'FILES'),
    ...FILES.map(([path, what]) => entry(italic(path), what)),
    heading('SH', 'LINKS'),
    prose('They lead into the window of the app from elsewhere, and change nothing.'),
    ...LINKS.map(([link, what]) => entry(bold(link), what)),
    heading('SH', 'SEE ALSO'),
    `${bold('kubectl')}(1), ${bold('helm')}(1)`,
  ].join('\n');
}

function verbSection(verb: VerbFacts): string[] {
  const usage = [bold(`odin ${verb.name}`), ...verb.arguments.map(argumentUsage)];
  if (verb.options.length > 0) usage.push(`[${italic('options')}]`);
  return [
    heading('SS', verb.name),
    usage.join(' '),
    '.PP',
    prose(asSentence(verb.description)),
    ...verb.arguments.filter(({ description }) => description !== '').map(argumentEntry),
    ...verb.options.map(optionEntry),
    ...(verb.examples.length === 0 ? [] : ['.PP', 'Examples:']),
    ...verb.examples.map(([line, what]) => entry(bold(`odin ${line}`), what)),
  ];
}

function argumentUsage({ name, choices }: ArgumentFacts): string {
  const [, open = '', inner = '', close = ''] = /^([<[])(.*)([>\]])$/.exec(name) ?? [];
  const shown = choices.length === 0 ? italic(inner) : choices.map(bold).join('|');
  return open === '<' ? shown : `${open}${shown}${close}`;
}

function argumentEntry({ name, description }: ArgumentFacts): string {
  return entry(italic(name.slice(1, -1)), description);
}

function optionEntry({ short, long, value, description, choices }: OptionFacts): string {
  const flags = [...(short === undefined ? [] : [short]), long].map(bold).join(', ');
  const one = choices.length === 0 ? '' : ` (one of ${choices.join(', ')})`;
  return entry(value === undefined ? flags : `${flags} ${italic(value)}`, `${description}${one}`);
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
