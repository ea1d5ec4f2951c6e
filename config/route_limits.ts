/** How often one network address may ask for what costs something. Sockets and synced events have limits of their own in sync.ts. */
export default {
  bootstrap: { requests: 120, every: '1 minute' },
  uploads: { requests: 120, every: '1 minute' },
  /** For each user, not each address. */
  temporaryAnswers: { requests: 30, every: '1 minute' },
  /** Per person: whoever leafs through a document asks for one page after the other. */
  passages: { requests: 300, every: '1 minute' },
  /** Per person. */
  keys: { requests: 60, every: '1 minute' },
  /** Per person; each of these asks a provider. */
  keyChecks: { requests: 20, every: '1 minute' },
  /** Pages to sign in, sign up and follow links. */
  accountPages: { requests: 240, every: '1 minute' },
  /** Changes of an account that ask for no password. */
  account: { requests: 60, every: '1 minute' },
  /** Per network: a task calls a few times a minute for each job that it runs. */
  jobCalls: { requests: 600, every: '1 minute' },
  signOut: { requests: 30, every: '1 minute' },
} as const
