import { Fragment, type ReactNode } from 'react'
import type { ListItem, Nodes, Paragraph } from 'mdast'
import { breakableText } from './breakable_text'
import { CitedText } from './citation'
import { CodeFrame } from './code_frame'
import { Formula } from './formula'
import { limits } from './limits'
import { MarkdownLink } from './markdown_link'
import { RemoteImage } from './remote_image'
import { sourceText } from './source_text'
import { tableView } from './table_view'

export interface ViewContext {
  /** Ids of footnotes start with it, so that no message can take an id of the page or of another message. */
  idPrefix: string
  /** More text of this block may come. */
  isOpen: boolean
  depth: number
  /** What can be pressed holds nothing else that can. */
  isInLink?: boolean
}

/**
 * One node as React elements. This is the allow-list: an element or attribute that is not written here cannot appear, and raw HTML
 * is never more than text.
 */
export function nodeView(node: Nodes, context: ViewContext, key?: number): ReactNode {
  if (context.depth > limits.depth)
    return <Fragment key={key}>{breakableText(sourceText(node))}</Fragment>
  const inner = { ...context, depth: context.depth + 1 }
  const children = () => ('children' in node ? childrenView(node.children, inner) : null)

  switch (node.type) {
    case 'text':
      return context.isInLink || !/[[【]/.test(node.value) ? (
        breakableText(node.value)
      ) : (
        <CitedText key={key} text={node.value} />
      )
    case 'html':
      return breakableText(node.value)
    case 'paragraph':
      return <ParagraphView key={key} node={node} context={inner} />
    case 'heading': {
      const Heading = `h${Math.min(node.depth + 1, 6)}` as 'h2'
      return (
        <Heading key={key} dir="auto" data-level={node.depth}>
          {children()}
        </Heading>
      )
    }
    case 'strong':
      return <strong key={key}>{children()}</strong>
    case 'emphasis':
      return <em key={key}>{children()}</em>
    case 'delete':
      return <del key={key}>{children()}</del>
    case 'inlineCode':
      return <code key={key}>{breakableText(node.value)}</code>
    case 'break':
      return <br key={key} />
    case 'thematicBreak':
      return <hr key={key} />
    case 'blockquote':
      return <blockquote key={key}>{children()}</blockquote>
    case 'list': {
      const items = node.children.map((item, at) => itemView(item, inner, node.spread ?? false, at))
      return node.ordered ? (
        <ol key={key} start={node.start ?? 1} dir="auto">
          {items}
        </ol>
      ) : (
        <ul key={key} dir="auto">
          {items}
        </ul>
      )
    }
    case 'code':
      return (
        <CodeFrame
          key={key}
          language={node.lang ?? ''}
          text={node.value}
          isClosed={!context.isOpen}
        />
      )
    case 'math':
      return <Formula key={key} text={node.value} isDisplay />
    case 'inlineMath':
      return <Formula key={key} text={node.value} isDisplay={node.data?.isDisplay ?? false} />
    case 'link':
      return (
        <MarkdownLink key={key} url={node.url} text={sourceText(node)}>
          {childrenView(node.children, { ...inner, isInLink: true })}
        </MarkdownLink>
      )
    case 'image':
      return <RemoteImage key={key} url={node.url} alt={node.alt ?? ''} />
    case 'table':
      return tableView(node, (child, at) => nodeView(child, inner, at), key)
    case 'footnoteReference':
      return (
        <sup key={key}>
          <a href={`#${noteId(context, node.identifier)}`} aria-label={`Note ${node.identifier}`}>
            {node.label ?? node.identifier}
          </a>
        </sup>
      )
    case 'footnoteDefinition':
      return (
        <section key={key} id={noteId(context, node.identifier)} className="footnote" tabIndex={-1}>
          <sup>{node.label ?? node.identifier}</sup>
          <div>{children()}</div>
        </section>
      )
    case 'listItem':
    case 'tableRow':
    case 'tableCell':
    case 'root':
      return <Fragment key={key}>{children()}</Fragment>
    case 'definition':
    case 'yaml':
      return null
    case 'linkReference':
      return <Fragment key={key}>{children()}</Fragment>
    case 'imageReference':
      return node.alt
    default: {
      const exhaustive: never = node
      return exhaustive
    }
  }
}

const childrenView = (nodes: readonly Nodes[], context: ViewContext) =>
  nodes.map((node, at) => nodeView(node, context, at))

/** Dots in an id would be harmless, but an id is not a place for what a model wrote. */
const noteId = ({ idPrefix }: ViewContext, identifier: string) =>
  `${idPrefix}note-${[...identifier].map((sign) => sign.codePointAt(0)?.toString(36)).join('-')}`

function ParagraphView({ node, context }: { node: Paragraph; context: ViewContext }) {
  const isFormula = node.children.some(
    (child) => child.type === 'inlineMath' && child.data?.isDisplay
  )
  const Element = isFormula ? 'div' : 'p'
  return <Element dir="auto">{childrenView(node.children, context)}</Element>
}

function itemView(item: ListItem, context: ViewContext, isSpread: boolean, key: number): ReactNode {
  const children = item.children.map((child, at) =>
    !isSpread && child.type === 'paragraph' ? (
      <Fragment key={at}>{childrenView(child.children, context)}</Fragment>
    ) : (
      nodeView(child, context, at)
    )
  )
  if (typeof item.checked !== 'boolean') return <li key={key}>{children}</li>
  return (
    <li key={key} className="task">
      <input
        type="checkbox"
        checked={item.checked}
        disabled
        aria-label={item.checked ? 'Done' : 'To do'}
      />
      {children}
    </li>
  )
}
