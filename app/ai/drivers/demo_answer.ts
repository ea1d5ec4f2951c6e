const EXCERPT_LENGTH = 120

/** Passages of documents that stand in front of a question, in a fence of this request's own. */
const PASSAGES = /^<passages-(\w+)>([\s\S]*?)<\/passages-\1>\s*/

/** What the demonstration says to a question: that it is one, how to connect a model, and what can be tried meanwhile. */
export function demoAnswer(message: string): string {
  const question = message.replace(PASSAGES, '')
  return `This is a demonstration, not a model. No model is connected to this Loft yet, so nothing here was thought about. You wrote: “${quoted(question)}”
${aboutDocuments(message)}
To get **real answers**, connect any server that speaks OpenAI's chat API. Put two lines into the file \`.env\` next to Loft, then restart it:

\`\`\`ini
MODEL_BASE_URL=https://openrouter.ai/api/v1
MODEL_NAME=openai/gpt-5-mini
\`\`\`

| Server | Address | Key |
| :-- | :-- | :-- |
| OpenRouter | \`https://openrouter.ai/api/v1\` | \`MODEL_API_KEY\` |
| Ollama on this machine | \`http://localhost:11434/v1\` | none |

\`MODEL_TITLE_NAME\` can name a cheaper model for chat titles.

Until then, everything around the answer is real, down to formulas like $e^{i\\pi} + 1 = 0$. Try this:

1. Reload the page while I am still writing: the answer goes on where it was.
2. Open a second tab and press stop there.
3. Disconnect from the network and keep writing: your messages wait and are sent when you are back.
`
}

/** The search is real: what it found can be opened by its number. */
function aboutDocuments(message: string): string {
  const inside = PASSAGES.exec(message)?.[2]
  if (inside === undefined) return ''
  return inside.includes('[1]')
    ? '\nYour documents were searched for it, and a passage that was found is this one [1].\n'
    : '\nYour documents were searched for it, and nothing was found.\n'
}

/** What a person wrote: the names of attached documents stand in lines of their own before it. */
const written = (question: string) => question.replace(/^(\[Attached document: .*\]\s*)+/, '')

/** The first words of a question, as a title. */
export function demoTitle(question: string): string {
  const words = written(question).trim().split(/\s+/).slice(0, 6).join(' ')
  return words || 'A demonstration'
}

function quoted(question: string): string {
  const line = written(question).replace(/\s+/g, ' ').trim()
  const excerpt =
    line.length > EXCERPT_LENGTH ? `${line.slice(0, EXCERPT_LENGTH).trimEnd()}…` : line
  return excerpt.toWellFormed() || '(nothing)'
}
