export type TextBlock =
  { type: 'text'; text: string } | { type: 'code'; language: string; text: string }

/** Splits a text at its code fences. A fence that is still being written counts as closed at the end. */
export function textBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = []
  let lines: string[] = []
  let fence: { marks: string; language: string } | null = null

  const end = () => {
    const content = lines.join('\n')
    if (fence) blocks.push({ type: 'code', language: fence.language, text: content })
    else if (content.trim()) blocks.push({ type: 'text', text: content.replace(/^\n+|\n+$/g, '') })
    lines = []
  }

  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})\s*([^`]*)$/.exec(line)
    if (!mark) {
      lines.push(line)
    } else if (!fence) {
      end()
      fence = { marks: mark[1] ?? '', language: (mark[2] ?? '').trim() }
    } else if (mark[1]?.startsWith(fence.marks) && !mark[2]?.trim()) {
      end()
      fence = null
    } else {
      lines.push(line)
    }
  }
  end()
  return blocks
}
