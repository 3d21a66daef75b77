// The completion of `odin` for zsh.
import { isFile, type OptionFacts, type ProgramFacts } from '../facts/facts.ts';

/** The script: for `source`, and as a file `_odin` in a folder of `fpath`. */
export function zshCompletion({ options, verbs }: ProgramFacts): string {
  const cases = verbs.map((verb) => {
    const first = verb.choices.length === 0 ? [] : [`'1:what:(${verb.choices.join(' ')})'`];
    return `    ${verb.name}) _arguments $every ${[...verb.options.map(specOf), ...first].join(' ')} ;;`;
  });
  return `#compdef odin
# zsh completion of odin, made by \`odin completion zsh\`.
_odin_contexts() {
  local -a names
  names=("\${(@f)$(odin contexts --names 2>/dev/null)}")
  compadd -a names
}

_odin_verbs() {
  local -a verbs
  verbs=(
${verbs.map(({ name, description }) => `    ${word(`${name}:${description}`)}`).join('\n')}
  )
  _describe verb verbs
}

_odin() {
  local curcontext=$curcontext state line
  local -A opt_args
  local -a every
  every=(
${options.map((option) => `    ${specOf(option)}`).join('\n')}
  )
  _arguments -C $every '1:verb:_odin_verbs' '*::argument:->verb'
  [[ $state == verb ]] || return
  case $words[1] in
${cases.join('\n')}
  esac
}

if [[ $funcstack[1] == _odin ]]; then
  _odin "$@"
else
  compdef _odin odin
fi`;
}

/** An option as `_arguments` takes it. Source: https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
function specOf(option: OptionFacts): string {
  const { short, long, description, value } = option;
  const text = `[${description.replace(/[[\]\\]/g, '\\$&')}]`;
  const after = value === undefined ? '' : `:${value}:${sourceOf(option)}`;
  if (short === undefined) return word(`${long}${text}${after}`);
  return `{${short},${long}}${word(`${text}${after}`)}`;
}

function sourceOf(option: OptionFacts): string {
  if (option.long === '--context') return '_odin_contexts';
  if (isFile(option)) return '_files';
  return option.choices.length === 0 ? ' ' : `(${option.choices.join(' ')})`;
}

function word(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
