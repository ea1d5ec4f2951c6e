import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '~/components/button'

interface CopyButtonProps {
  /** Made when it is copied. */
  text: () => string
  label: string
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [isCopied])

  const copy = () => void navigator.clipboard.writeText(text()).then(() => setIsCopied(true))
  return (
    <IconButton label={isCopied ? 'Copied' : label} onClick={copy}>
      {isCopied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
    </IconButton>
  )
}
