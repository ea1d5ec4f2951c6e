import { breakableText } from '../markdown/breakable_text'
import { lazyPart } from '~/lib/lazy_part'

/** The reader of markdown: an empty page needs none, and writing a question does not wait for it. */
const markdown = lazyPart(() => import('../markdown/markdown').then(({ Markdown }) => Markdown))

if (typeof location === 'object' && /^\/chat\/./.test(location.pathname)) markdown.load()

interface MessageTextProps {
  text: string
  /** It is still being written. */
  isRunning?: boolean
}

/** What a model wrote. */
export function MessageText({ text, isRunning = false }: MessageTextProps) {
  const Markdown = markdown.use(true)
  if (text === '') return null
  if (Markdown) return <Markdown text={text} isRunning={isRunning} />
  return <p className="break-words whitespace-pre-wrap">{breakableText(text)}</p>
}
