/**
 * The languages that answers are coloured in. Relatives stand beside each other: a compressor finds what they share only within
 * 32 kB, and that is a tenth of all of them. What is only a word list on top of a relative is left to that relative.
 */
import bash from 'highlight.js/lib/languages/bash'
import shell from 'highlight.js/lib/languages/shell'
import c from 'highlight.js/lib/languages/c'
import cpp from 'highlight.js/lib/languages/cpp'
import objectivec from 'highlight.js/lib/languages/objectivec'
import csharp from 'highlight.js/lib/languages/csharp'
import java from 'highlight.js/lib/languages/java'
import kotlin from 'highlight.js/lib/languages/kotlin'
import javascript from 'highlight.js/lib/languages/javascript'
import typescript from 'highlight.js/lib/languages/typescript'
import css from 'highlight.js/lib/languages/css'
import less from 'highlight.js/lib/languages/less'
import scss from 'highlight.js/lib/languages/scss'
import diff from 'highlight.js/lib/languages/diff'
import go from 'highlight.js/lib/languages/go'
import graphql from 'highlight.js/lib/languages/graphql'
import ini from 'highlight.js/lib/languages/ini'
import json from 'highlight.js/lib/languages/json'
import yaml from 'highlight.js/lib/languages/yaml'
import lua from 'highlight.js/lib/languages/lua'
import makefile from 'highlight.js/lib/languages/makefile'
import markdown from 'highlight.js/lib/languages/markdown'
import xml from 'highlight.js/lib/languages/xml'
import perl from 'highlight.js/lib/languages/perl'
import php from 'highlight.js/lib/languages/php'
import phpTemplate from 'highlight.js/lib/languages/php-template'
import plaintext from 'highlight.js/lib/languages/plaintext'
import python from 'highlight.js/lib/languages/python'
import pythonRepl from 'highlight.js/lib/languages/python-repl'
import r from 'highlight.js/lib/languages/r'
import ruby from 'highlight.js/lib/languages/ruby'
import rust from 'highlight.js/lib/languages/rust'
import swift from 'highlight.js/lib/languages/swift'
import sql from 'highlight.js/lib/languages/sql'
import vbnet from 'highlight.js/lib/languages/vbnet'
import wasm from 'highlight.js/lib/languages/wasm'
import { createLowlight } from 'lowlight'

const grammars = {
  ...{ bash, shell, c, cpp, objectivec, csharp, java, kotlin, javascript, typescript },
  ...{ css, less, scss, diff, go, graphql, ini, json, yaml, lua, makefile, markdown, xml },
  ...{ perl, php, 'php-template': phpTemplate, plaintext, python, 'python-repl': pythonRepl },
  ...{ r, ruby, rust, swift, sql, vbnet, wasm },
}

export const lowlight = createLowlight(grammars)
lowlight.registerAlias('cpp', ['arduino', 'ino'])
