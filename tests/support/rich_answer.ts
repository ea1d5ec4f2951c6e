/** An answer with everything that markdown offers, for tests of how it looks and behaves. */
export const RICH_ANSWER = `Across the two reports, **1 count in 14** was entered twice, nearly always because the form was sent again after a time-out. The rest is *rare*, but nobody notices it until the audit[^1].

| Fault | Counts | Share | When it happens |
| :-- | --: | --: | :-- |
| Entered twice | 212 | 7.1 % | Sent again after a time-out |
| Overwritten | 61 | 2.0 % | Two phones, same shelf, same day |
| Never arrived | 19 | 0.6 % | Phone replaced before it synced |

## Give every count an id

Give every count its id \`on the phone\`. The server then stores each id once, as [the guide](https://example.org/guide) says:

\`\`\`ts
await db.insertInto('counts')
  .values(count) // a repeat carries the same id
  .onConflict((row) => row.column('id').doNothing())
  .execute()
const share = 212 / 2986 + Number('0.4')
\`\`\`

1. Make the id before the first attempt.
2. Keep it until the server has answered:
   - on the phone, in the outbox
   - on the server, as a key
3. Never reuse it.

- [x] Migration written
- [ ] Old phones updated

> A repeat now changes nothing. It costs ~~two round trips~~ one look-up.

The share of repeats is $p = \\frac{212}{2986} \\approx 0.071$, which costs $5 to $6 a day. With $n$ attempts:

$$
P(\\text{twice}) = 1 - (1 - p)^n \\quad\\text{and}\\quad \\sum_{k=1}^{n} \\binom{n}{k} p^k
$$

\`\`\`mermaid
flowchart LR
  Phone -->|count + id| Server
  Server -->|known?| Ignore
  Server -->|new| Store
\`\`\`

![A chart of repeats](https://charts.example.org/repeats.png)

---

See https://example.org/audit for the whole audit.

[^1]: Field audit 2026, page 14.
`
