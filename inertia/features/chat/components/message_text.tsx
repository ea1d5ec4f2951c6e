import { Markdown } from '../markdown/markdown'

interface MessageTextProps {
  text: string
  /** It is still being written. */
  isRunning?: boolean
}

/** What a model wrote. */
export function MessageText({ text, isRunning = false }: MessageTextProps) {
  return text === '' ? null : <Markdown text={text} isRunning={isRunning} />
}
