import { withoutBidiControls } from './bidi_controls'

const names: Record<string, string> = {
  bash: 'Shell',
  c: 'C',
  cpp: 'C++',
  cs: 'C#',
  csharp: 'C#',
  css: 'CSS',
  diff: 'Diff',
  go: 'Go',
  html: 'HTML',
  ini: 'INI',
  java: 'Java',
  javascript: 'JavaScript',
  js: 'JavaScript',
  json: 'JSON',
  jsx: 'JSX',
  markdown: 'Markdown',
  md: 'Markdown',
  mermaid: 'Mermaid',
  php: 'PHP',
  py: 'Python',
  python: 'Python',
  rb: 'Ruby',
  rs: 'Rust',
  rust: 'Rust',
  sh: 'Shell',
  sql: 'SQL',
  ts: 'TypeScript',
  tsx: 'TSX',
  typescript: 'TypeScript',
  xml: 'XML',
  yaml: 'YAML',
  yml: 'YAML',
}

/** What stands above the code: the name of the language, or the file's name when the model gave one. */
export function languageLabel(language: string): string {
  if (Object.hasOwn(names, language.toLowerCase())) return names[language.toLowerCase()] ?? 'Code'
  return withoutBidiControls(language).slice(0, 60) || 'Code'
}

/** What the grammars are asked for. */
export const grammarOf = (language: string): string =>
  (language.split('.').at(-1) ?? '').toLowerCase()
