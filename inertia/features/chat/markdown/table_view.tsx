import type { Nodes, Table } from 'mdast'
import { Fragment, type ReactNode } from 'react'
import { limits } from './limits'
import { PlainText } from './plain_text'
import { sourceText } from './source_text'

type NodeView = (node: Nodes, key: number) => ReactNode

/** `nodeView` shows what is in a cell. */
export function tableView(node: Table, nodeView: NodeView, key?: number): ReactNode {
  const [head, ...rows] = node.children
  const columns = head?.children.length ?? 0
  if (columns * node.children.length > limits.tableCells) {
    return <PlainText key={key}>{sourceText(node)}</PlainText>
  }
  const alignOf = (at: number) => node.align?.[at] ?? undefined
  return (
    <TableFrame key={key}>
      <thead>
        <tr>
          {head?.children.map((cell, at) => (
            <th key={at} scope="col" data-align={alignOf(at)}>
              {cellView(cell.children, nodeView)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, line) => (
          <tr key={line}>
            {Array.from({ length: columns }, (_, at) => (
              <td key={at} dir="auto" data-align={alignOf(at)}>
                {cellView(row.children[at]?.children ?? [], nodeView)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  )
}

/** The one tag that models cannot do without: a cell has no other way to hold two lines. */
function cellView(nodes: readonly Nodes[], nodeView: NodeView): ReactNode {
  return nodes.map((node, at) => {
    if (node.type !== 'text' || !/<br\s?\/?>/i.test(node.value)) return nodeView(node, at)
    const lines = node.value.split(/<br\s?\/?>/i)
    return lines.map((line, index) => (
      <Fragment key={`${at}-${index}`}>
        {index > 0 && <br />}
        {nodeView({ type: 'text', value: line }, index)}
      </Fragment>
    ))
  })
}

/** Wide tables scroll by themselves; on a phone they run off the edge to say so. */
function TableFrame({ children }: { children: ReactNode }) {
  return (
    <div className="table-frame" role="region" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  )
}
