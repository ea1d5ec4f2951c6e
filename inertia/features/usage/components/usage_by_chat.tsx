import type { UsageReport } from '#shared/protocol/usage'
import { openChat } from '~/lib/chat_route'
import { costWords, count, tokenCount } from '../usage_words'
import { Cell, HeadCell, Table } from './table'

export function UsageByChat({ report: { chats, moreChats } }: { report: UsageReport }) {
  return (
    <div className="mt-10">
      <h2 className="font-[600]">By chat</h2>
      <Table
        label="By chat"
        fits
        head={
          <>
            <HeadCell>Chat</HeadCell>
            <HeadCell isFigure>Calls</HeadCell>
            <HeadCell isFigure>Tokens</HeadCell>
            <HeadCell isFigure>Cost</HeadCell>
          </>
        }
      >
        {chats.map((sums) => (
          <tr key={sums.chatId}>
            <Cell isWide>
              <ChatName chatId={sums.chatId} title={sums.title} />
            </Cell>
            <Cell isFigure>{count(sums.calls)}</Cell>
            <Cell isFigure isMuted>
              {tokenCount(sums.inputTokens + sums.outputTokens)}
            </Cell>
            <Cell isFigure>
              <b className="font-[600]">{costWords(sums)}</b>
            </Cell>
          </tr>
        ))}
      </Table>
      {moreChats > 0 && (
        <p className="mt-3 text-xs text-muted-foreground">
          And {count(moreChats)} {moreChats === 1 ? 'chat' : 'chats'} that cost less.
        </p>
      )}
    </div>
  )
}

function ChatName({ chatId, title }: { chatId: string | null; title: string | null }) {
  if (chatId === null) {
    return <span className="block truncate text-muted-foreground">Deleted and temporary chats</span>
  }
  return (
    <a
      href={`/chat/${chatId}`}
      className="block truncate hover:underline pointer-coarse:py-3"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        openChat(chatId)
      }}
    >
      {title ?? 'New chat'}
    </a>
  )
}
