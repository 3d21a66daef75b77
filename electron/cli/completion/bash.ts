// The completion of `odin` for bash.
import { isFile, type OptionFacts, type ProgramFacts, valueFlags } from '../facts/facts.ts';

/**
 * The script. Names of contexts come from files that others write, so they are never given to `compgen -W`, which would run
 * what stands in `$(…)`. Source: https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion-Builtins.html
 */
export function bashCompletion(facts: ProgramFacts): string {
  const { options, verbs } = facts;
  const every = [...options, ...verbs.flatMap((verb) => verb.options)];
  const words = verbs.map(
    (verb) => `    ${verb.name}) words=${quoted([...verb.choices, ...flagsOf([...verb.options, ...options])])} ;;`,
  );
  return `# bash completion of odin, made by \`odin completion bash\`.
_odin_contexts() {
  local name
  while IFS= read -r name; do
    [[ $name == "$cur"* ]] && COMPREPLY+=("$(printf %q "$name")")
  done < <(odin contexts --names 2>/dev/null)
}

_odin() {
  local cur prev verb='' words at
  cur=\${COMP_WORDS[COMP_CWORD]}
  prev=\${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  case $prev in
    --context) _odin_contexts; return ;;
${[...choiceLines(every)].join('\n')}
    ${flagsOf(every.filter(isFile)).join('|')}) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    ${valueFlags(facts).join('|')}) return ;;
  esac
  for ((at = 1; at < COMP_CWORD; at++)); do
    case \${COMP_WORDS[at]} in
      ${valueFlags(facts).join('|')}) at=$((at + 1)) ;;
      -*) ;;
      *) verb=\${COMP_WORDS[at]}; break ;;
    esac
  done
  case $verb in
    '') words=${quoted([...verbs.map(({ name }) => name), ...flagsOf(options), '--version', '--help'])} ;;
${words.join('\n')}
    *) return ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _odin odin`;
}

function flagsOf(options: readonly OptionFacts[]): string[] {
  return options.flatMap(({ short, long }) => (short === undefined ? [long] : [short, long]));
}

function choiceLines(options: readonly OptionFacts[]): Set<string> {
  return new Set(
    options.flatMap((option) =>
      option.choices.length === 0
        ? []
        : [
            `    ${flagsOf([option]).join('|')}) mapfile -t COMPREPLY < <(compgen -W ${quoted(option.choices)} -- "$cur"); return ;;`,
          ],
    ),
  );
}

function quoted(words: readonly string[]): string {
  return `'${words.join(' ')}'`;
}
