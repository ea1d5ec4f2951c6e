/** How tabs of one browser tell each other that a person signed out. */
const channel = () => new BroadcastChannel('loft:session')

interface SignedOut {
  type: 'signed_out'
  userId: string
}

export function announceSignOut(userId: string): void {
  const sender = channel()
  sender.postMessage({ type: 'signed_out', userId } satisfies SignedOut)
  sender.close()
}

/** Calls back when `userId` signed out in another tab. Returns how to stop listening. */
export function onSignOut(userId: string, react: () => void): () => void {
  const receiver = channel()
  receiver.onmessage = (event: MessageEvent<SignedOut>) => {
    if (event.data.type === 'signed_out' && event.data.userId === userId) react()
  }
  return () => receiver.close()
}
