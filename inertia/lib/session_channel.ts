/** How tabs of one browser tell each other that a person signed out. */
const channel = () => new BroadcastChannel('loft:session')

/** A channel also speaks to others of its own page: the tab that signs out has work left before it may go. */
const tabId = Math.random().toString(36).slice(2)

interface SignedOut {
  type: 'signed_out'
  userId: string
  tabId: string
}

export function announceSignOut(userId: string): void {
  const sender = channel()
  sender.postMessage({ type: 'signed_out', userId, tabId } satisfies SignedOut)
  sender.close()
}

/** Calls back when `userId` signed out in another tab. Returns how to stop listening. */
export function onSignOut(userId: string, react: () => void): () => void {
  const receiver = channel()
  receiver.onmessage = ({ data }: MessageEvent<SignedOut>) => {
    if (data.type === 'signed_out' && data.userId === userId && data.tabId !== tabId) react()
  }
  return () => receiver.close()
}

let leaving: string | null = null

/** This page is signing `userId` out: the end of their session is no news to it. null when it came to nothing. */
export function setLeaving(userId: string | null): void {
  leaving = userId
}

export const isLeaving = (userId: string): boolean => leaving === userId
