import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { AnswerSettings } from '#shared/events/fields'
import { fitsBytes, limits } from '#shared/limits'
import { isBlind } from '#shared/policies/image_sight'
import { Button } from '~/components/button'
import { useMediaQuery } from '~/hooks/use_media_query'
import { becomeChat } from '~/lib/chat_route'
import { BlindModelNotice } from '../attachments/blind_model_notice'
import { DraftDocuments } from '../attachments/draft_documents'
import { DraftImages } from '../attachments/draft_images'
import { useDraftFiles } from '../attachments/use_draft_files'
import { requestSettings, settingsWords } from '../answer_settings'
import { useComposerPort } from '../composer_port'
import { setComposerField } from '../composer_text'
import { useDraft } from '../hooks/use_draft'
import { useNextContext } from '../hooks/use_next_context'
import { onLargePaste, textFile } from '../large_paste'
import { findModel, offeredModel, useModels } from '../models_context'
import { newChatStart, useNewChatStart } from '../new_chat_start'
import { outgoing } from '../outgoing'
import { outgoingMessages } from '../outgoing_messages'
import { isSendKey } from '../send_key'
import { temporaryChat, useTemporaryChat } from '../temporary/temporary_chat'
import { ContextNotice } from './composer/context_notice'
import { ComposerTools } from './composer/composer_tools'
import { placeholder } from './composer/placeholder'

interface ComposerProps {
  userId: string | null
  /** null for a chat that does not exist yet. */
  chatId: string | null
  isOffline: boolean
}

const nothing: AnswerSettings = {}
const TOO_LONG =
  'This text is longer than 200 kB, the most one message holds. It is kept here as a draft.'

/**
 * Never disabled: it stands outside the database and works before that is open. The text lives in the DOM, so that a large one
 * costs no rendering; React hears only whether there is any.
 */
export function Composer({ userId, chatId, isOffline }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const isNarrow = useMediaQuery('(width < 640px)')
  const models = useModels()
  const port = useComposerPort(chatId)
  const temporary = useTemporaryChat()
  const isTemporary = temporary !== null && chatId === null
  const [settings, setSettings] = useState(nothing)
  const [problem, setProblem] = useState<string | null>(null)
  const draft = useDraft(field, userId, chatId, !isTemporary, setProblem)
  const ofNewChat = useNewChatStart()
  const wanted = port?.model ?? (chatId === null ? ofNewChat.model : null)
  const model = offeredModel(models, wanted)
  const facts = findModel(models.models, model)
  const { next, onInput } = useNextContext(port, model, settings)
  const files = useDraftFiles({ userId, chatId, isTemporary, onProblem: setProblem })
  const madeChat = useRef<string | null>(null)

  useLayoutEffect(() => {
    setComposerField(field.current)
    return () => setComposerField(null)
  }, [])

  useLayoutEffect(() => {
    outgoingMessages.belongTo(userId)
    newChatStart.belongTo(userId)
    return outgoingMessages.onReturn(({ text }) => {
      draft.insert(text)
      setProblem(
        'This browser could not store the message. It is kept here; make room, then send it again.'
      )
    })
  }, [userId, draft])

  useEffect(() => {
    setSettings(nothing)
    // A first message makes its chat: what became of it may have been told before the address changed.
    if (chatId === null || chatId !== madeChat.current) setProblem(null)
    if (!matchMedia('(pointer: coarse)').matches) field.current?.focus()
  }, [chatId, isTemporary])

  const send = () => {
    const text = (field.current?.value ?? '').toWellFormed()
    if (text.trim() === '' && !files.hasAny) return
    if (!fitsBytes(text, limits.messageBytes)) {
      setProblem(TOO_LONG)
      return
    }
    if (isTemporary && port?.stop) {
      setProblem(
        'The answer is still being written. Stop it or wait: a temporary chat has no queue.'
      )
      return
    }
    setProblem(null)
    setSettings(nothing)
    if (isTemporary) {
      temporaryChat.ask(text, model, requestSettings(temporary?.settings ?? {}, settings, facts))
      draft.sent(null)
      onInput()
      return
    }
    const message = outgoing({
      ...{ chatId, text, model: wanted, settings, start: ofNewChat, attachments: files.images },
      documents: files.documents,
    })
    outgoingMessages.add(message)
    draft.sent(message.chatId)
    files.clear()
    onInput()
    if (chatId !== null) return
    newChatStart.clear()
    madeChat.current = message.chatId
    becomeChat(message.chatId)
  }
  const attachText = async () => {
    const text = field.current?.value ?? ''
    if (!(await files.add([textFile(text)])) || field.current?.value !== text) return
    draft.set('')
    draft.store()
    onInput()
    setProblem(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSendKey(event)) return
    event.preventDefault()
    send()
  }
  const words = settingsWords(settings)

  return (
    <>
      {next && <ContextNotice next={next} />}
      {files.images.length > 0 && facts && isBlind(facts.id, facts) && (
        <BlindModelNotice model={facts} />
      )}
      <form
        aria-label="Write a message"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
        className={`composer-anchor rounded-2xl border bg-card shadow-lg focus-within:border-ring ${files.isDropping ? 'ring-2 ring-ring' : ''} ${isTemporary ? 'border-dashed border-input' : 'border-border-strong'}`}
      >
        <DraftImages images={files.images} onRemove={files.removeImage} />
        <DraftDocuments documents={files.documents} onRemove={files.removeDocument} />
        <textarea
          ref={field}
          rows={1}
          aria-label="Message"
          aria-invalid={problem !== null}
          aria-describedby={problem ? 'composer-problem' : undefined}
          placeholder={placeholder({
            isOffline,
            isTemporary,
            chatId,
            isAnswering: Boolean(port?.stop),
            isNarrow,
          })}
          onKeyDown={onKeyDown}
          onInput={() => {
            draft.onInput()
            onInput()
          }}
          onPaste={(event) => {
            const pasted = [...event.clipboardData.files]
            if (pasted.length === 0)
              return onLargePaste(event, isTemporary ? null : (file) => files.add([file]))
            event.preventDefault()
            void files.add(pasted)
          }}
          className="block field-sizing-content max-h-[40dvh] min-h-11 w-full resize-none bg-transparent px-4.5 pt-3 pb-1.5 text-read leading-6 outline-none placeholder:text-muted-foreground"
        />
        {problem && (
          <p id="composer-problem" role="alert" className="px-4.5 pb-1 text-destructive">
            {problem}
            {problem === TOO_LONG && !isTemporary && (
              <Button size="small" className="ml-2" onClick={() => void attachText()}>
                Attach it as a document
              </Button>
            )}
          </p>
        )}
        {files.keptBack > 0 && (
          <p className="px-4.5 pb-1 text-xs text-muted-foreground">
            {files.keptBack === 1 ? '1 file stays' : `${files.keptBack} files stay`} with the draft
            of a new chat: a temporary chat takes none.
          </p>
        )}
        {words.length > 0 && (
          <p className="px-4.5 pb-1 text-xs text-muted-foreground">
            Only for the next question: {words.join(', ')}
          </p>
        )}
        <ComposerTools
          {...{ port, model, facts, next, settings, isTemporary, chatId }}
          hasText={draft.hasText || files.hasAny}
          onFiles={isTemporary ? null : (chosen) => void files.add(chosen)}
          onSettings={setSettings}
        />
      </form>
    </>
  )
}
