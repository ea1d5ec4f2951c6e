import { test } from '@japa/runner'
import { webSources } from '../../../inertia/features/chat/citations/web_sources.js'

const source = (url: string, title?: string) => ({
  type: 'source' as const,
  url,
  ...(title !== undefined && { title }),
})

test.group('Pages on the web below an answer', () => {
  test('are counted on from the passages, each page once', ({ assert }) => {
    const parts = [
      source('https://a.example/x', 'First'),
      { type: 'text' as const, text: 'between' },
      source('https://A.example/x', 'First again'),
      source('https://b.example/'),
    ]
    assert.deepEqual(webSources(parts, [{ number: 4 }, { number: 2 }]), [
      { number: 5, href: 'https://a.example/x', host: 'a.example', title: 'First' },
      { number: 6, href: 'https://b.example/', host: 'b.example', title: 'b.example' },
    ])
    assert.equal(webSources(parts, [])[0]?.number, 1)
  })

  test('are web addresses only', ({ assert }) => {
    const wrong = [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,<script>1</script>',
      'mailto:a@b.example',
      'ftp://a.example/',
      '//a.example/',
      '/settings',
      'https://',
      '',
    ]
    assert.deepEqual(
      webSources(
        wrong.map((url) => source(url, 'A page')),
        []
      ),
      []
    )
  })

  test('tell where they lead, whatever their title and address pretend', ({ assert }) => {
    const [first, second, third] = webSources(
      [
        source('https://bank.example@evil.example/login', 'bank.example'),
        source('https://bаnk.example/', 'A \u202egnp.exe\u0000\n title'),
        source('https://c.example/', 'x'.repeat(5_000)),
      ],
      []
    )
    assert.equal(first?.host, 'evil.example')
    assert.equal(second?.host, 'xn--bnk-6cd.example')
    assert.equal(second?.title, 'A gnp.exe title')
    assert.lengthOf(third?.title ?? '', 120)
  })
})
