/** An unexpected error as logs may hold it: what and where, never its message, which can quote content. */
export function describeFault(error: unknown) {
  if (!(error instanceof Error)) return { fault: typeof error }
  const { code } = error as { code?: unknown }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  return {
    fault: error.name,
    ...(typeof code === 'string' ? { fault_code: code } : {}),
    at: frames.slice(0, 4).map((frame) => frame.trim()),
  }
}
