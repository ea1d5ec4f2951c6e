import { memo, useEffect, useId, useReducer, useRef } from 'react'
import type { Block } from './block'
import { breakableText } from './breakable_text'
import { CalmReader } from './calm_reader'
import { CodeFrame } from './code_frame'
import { Formula } from './formula'
import { nodeView } from './node_view'
import { PlainText } from './plain_text'

interface MarkdownProps {
  text: string
  /** It is still being written. */
  isRunning?: boolean
}

/** Markdown of a stranger, which may still be growing. */
export const Markdown = memo(function Markdown({ text, isRunning = false }: MarkdownProps) {
  const idPrefix = useId()
  const reader = useRef<CalmReader>(null)
  reader.current ??= new CalmReader()
  const [, readOn] = useReducer((count: number) => count + 1, 0)
  const { blocks, again } = reader.current.read(text, isRunning)

  useEffect(() => {
    if (again === null) return
    const timer = setTimeout(readOn, again)
    return () => clearTimeout(timer)
  }, [again, blocks])

  return (
    <div className={isRunning ? 'markdown running-text' : 'markdown'}>
      {blocks.map((block, at) => (
        <BlockView
          key={block.key}
          block={block}
          idPrefix={idPrefix}
          isOpen={isRunning && at === blocks.length - 1}
        />
      ))}
    </div>
  )
})

interface BlockViewProps {
  block: Block
  idPrefix: string
  isOpen: boolean
}

const BlockView = memo(function BlockView({ block, idPrefix, isOpen }: BlockViewProps) {
  switch (block.type) {
    case 'tree':
      return nodeView(block.node, { idPrefix, isOpen, depth: 0 })
    case 'code':
      return (
        <CodeFrame
          language={block.language}
          text={block.text}
          isClosed={block.isClosed || !isOpen}
        />
      )
    case 'formula':
      return block.isClosed || !isOpen ? <Formula text={block.text} isDisplay /> : null
    case 'plain':
      return <PlainText>{block.text}</PlainText>
    case 'waiting':
      return <p className="whitespace-pre-wrap">{breakableText(block.text)}</p>
    default: {
      const exhaustive: never = block
      return exhaustive
    }
  }
})
