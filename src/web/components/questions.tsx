// The community's own questions, in sign-up and when staff ask something back. Posted as `answers[id]`.
import type { Question } from '../props/joining.ts'
import { Field } from './form.tsx'

export function QuestionFields({ questions }: { questions: Question[] }) {
  return <>{questions.map(question => (
    <Field name={`answers[${question.id}]`} label={question.text} hint={question.hint} value={question.answer} error={question.error}
      required={question.required} markRequired={question.required} markOptional={!question.required}
      maxLength={question.maxLength} multiline={question.multiline} autocomplete="off" />
  ))}</>
}
