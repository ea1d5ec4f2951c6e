import type { ComponentProps, MouseEvent } from 'react'
import { openPage } from '~/lib/page_route'

interface PageLinkProps extends ComponentProps<'a'> {
  href: string
}

/** A link to a page that is not a chat. */
export function PageLink({ href, onClick, ...rest }: PageLinkProps) {
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.defaultPrevented) return
    event.preventDefault()
    openPage(href)
  }
  return <a href={href} onClick={open} {...rest} />
}
