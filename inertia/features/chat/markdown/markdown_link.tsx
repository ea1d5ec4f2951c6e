import type { ReactNode } from 'react'
import { withoutBidiControls } from './bidi_controls'
import { linkTarget } from './safe_link'

interface MarkdownLinkProps {
  url: string
  text: string
  children: ReactNode
}

export function MarkdownLink({ url, text, children }: MarkdownLinkProps) {
  const target = linkTarget(url, text)
  if (!target) return <span title="Loft opens only web and mail addresses">{children}</span>
  const plain = withoutBidiControls(text)
  return (
    <>
      <a href={target.href} target="_blank" rel="noopener noreferrer nofollow" title={target.host}>
        <bdi>{plain === text ? children : plain}</bdi>
      </a>
      {target.isDeceptive && <span className="true-host"> ({target.host})</span>}
    </>
  )
}
