// The facts of the command line that a shell, or a reader of the manual, needs: read off commander's tree.
import type { Argument, Command, Option } from 'commander';
import { type Example, examplesOf } from './examples.ts';

/** One option. */
export interface OptionFacts {
  /** `-n` and `--namespace`, as there are. */
  readonly short: string | undefined;
  readonly long: string;
  readonly description: string;
  /** What its value is called, such as `namespace`; undefined where it takes none. */
  readonly value: string | undefined;
  readonly choices: readonly string[];
}

/** One argument. */
export interface ArgumentFacts {
  /** Such as `[name]` and `<revision>`. */
  readonly name: string;
  /** Empty where the name says it all. */
  readonly description: string;
  readonly choices: readonly string[];
}

/** One verb. */
export interface VerbFacts {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionFacts[];
  /** What its first argument may be, as far as that is known. */
  readonly choices: readonly string[];
  readonly arguments: readonly ArgumentFacts[];
  readonly examples: readonly Example[];
}

/** The command line. */
export interface ProgramFacts {
  readonly description: string;
  /** Those that every verb takes. */
  readonly options: readonly OptionFacts[];
  readonly verbs: readonly VerbFacts[];
}

/** All of a tree. */
export function factsOf(program: Command): ProgramFacts {
  return {
    description: program.description(),
    options: program.options.map(optionFacts),
    verbs: program.commands.map((verb) => ({
      name: verb.name(),
      description: verb.description(),
      options: verb.options.map(optionFacts),
      choices: [...(verb.registeredArguments[0]?.argChoices ?? [])],
      arguments: verb.registeredArguments.map(argumentFacts),
      examples: examplesOf(verb),
    })),
  };
}

/** Options that take a value, of any verb: a shell that looks for the verb passes over what stands behind them. */
export function valueFlags({ options, verbs }: ProgramFacts): string[] {
  const all = [...options, ...verbs.flatMap((verb) => verb.options)];
  const flags = all.flatMap(({ short, long, value }) => (value === undefined ? [] : [short ?? long, long]));
  return [...new Set(flags)];
}

/** Whether a file is what an option's value names. */
export function isFile({ value }: OptionFacts): boolean {
  return value === 'file' || value === 'path';
}

function optionFacts({ short, long, description, required, optional, flags, argChoices }: Option): OptionFacts {
  const value = required || optional ? /[<[]([^\]>]+)[\]>]/.exec(flags)?.[1] : undefined;
  return { short, long: long ?? '', description, value, choices: [...(argChoices ?? [])] };
}

function argumentFacts(argument: Argument): ArgumentFacts {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return {
    name: argument.required ? `<${name}>` : `[${name}]`,
    description: argument.description,
    choices: [...(argument.argChoices ?? [])],
  };
}
