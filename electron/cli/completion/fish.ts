// The completion of `odin` for fish.
import { isFile, type OptionFacts, type ProgramFacts } from '../facts/facts.ts';

/** The script. Source: https://fishshell.com/docs/current/cmds/complete.html */
export function fishCompletion({ options, verbs }: ProgramFacts): string {
  const lines = [
    '# fish completion of odin, made by `odin completion fish`.',
    'complete -c odin -f',
    ...options.map((option) => `complete -c odin ${specOf(option)}`),
    ...verbs.flatMap(({ name, description, options: own, choices }) => [
      `complete -c odin -n __fish_use_subcommand -a ${name} -d ${word(description)}`,
      ...(choices.length === 0 ? [] : [`complete -c odin ${within(name)} -a ${word(choices.join(' '))}`]),
      ...own.map((option) => `complete -c odin ${within(name)} ${specOf(option)}`),
    ]),
  ];
  return lines.join('\n');
}

function within(verb: string): string {
  return `-n '__fish_seen_subcommand_from ${verb}'`;
}

function specOf(option: OptionFacts): string {
  const { short, long, description, value } = option;
  return [
    ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
    `-l ${long.slice(2)}`,
    ...(value === undefined ? [] : [takenOf(option)]),
    `-d ${word(description)}`,
  ].join(' ');
}

function takenOf(option: OptionFacts): string {
  if (option.long === '--context') return "-x -a '(odin contexts --names 2>/dev/null)'";
  if (isFile(option)) return '-r -F';
  return option.choices.length === 0 ? '-x' : `-x -a ${word(option.choices.join(' '))}`;
}

function word(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
