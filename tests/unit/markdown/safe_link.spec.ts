import { test } from '@japa/runner'
import { linkTarget, remoteImage } from '../../../inertia/features/chat/markdown/safe_link.js'

test.group('Links that a model wrote', () => {
  test('lead to the web and to mail, and nowhere else', ({ assert }) => {
    for (const url of ['https://a.example/x?y#z', 'http://a.example/', 'mailto:a@b.example']) {
      assert.equal(linkTarget(url, 'text')?.href, url)
    }
    const refused = [
      ...[
        'javascript:alert(1)',
        'JAVASCRIPT:alert(1)',
        ' javascript:alert(1)',
        'java\nscript:alert(1)',
      ],
      ...['java\tscript:alert(1)', '\u0001javascript:alert(1)', 'data:text/html,x', 'vbscript:x'],
      ...['file:///etc/passwd', 'blob:https://a.example/1', '//a.example', '/sign-out', '#app', ''],
      ...[
        'ftp://a.example',
        'ws://a.example',
        'about:blank',
        'chrome://settings',
        'https://',
        'intent:x',
      ],
    ]
    for (const url of refused) assert.isNull(linkTarget(url, 'text'), url)
  })

  test('name their server when the text names another', ({ assert }) => {
    const deceives = (url: string, text: string) => linkTarget(url, text)?.isDeceptive
    assert.isTrue(deceives('https://evil.example/', 'https://bank.example/login'))
    assert.isTrue(deceives('https://evil.example/', 'your bank.example account'))
    assert.isTrue(deceives('https://bank.example@evil.example/', 'bank'))
    assert.isTrue(deceives('https://bank.example.evil.example/', 'bank.example'))
    assert.isTrue(deceives('mailto:a@evil.example', 'a@bank.example'))
    assert.isTrue(deceives('https://xn--bnk-qla.example/', 'bank.example'))
    assert.isFalse(deceives('https://www.bank.example/login', 'bank.example'))
    assert.isFalse(deceives('https://docs.bank.example/', 'bank.example'))
    assert.isFalse(deceives('https://a.example/record.ts', 'record_count.ts'))
    assert.isFalse(deceives('https://a.example/', 'the guide, e.g. version 1.2'))
  })

  test('show images from elsewhere only over https', ({ assert }) => {
    assert.equal(remoteImage('https://a.example/x.png')?.host, 'a.example')
    for (const url of ['http://a.example/x.png', 'data:image/svg+xml,x', '/files/1', 'x.png']) {
      assert.isNull(remoteImage(url), url)
    }
  })
})
