// covey questions …: what the community asks applicants.
import { activeQuestions, addQuestion, archiveQuestion } from '#domain/onboarding/questions.ts'
import { text, UsageError, type Verb } from '../verb.ts'

export const questionsAdd: Verb = {
  name: 'questions add',
  about: 'Asks applicants a question, after those asked already. Only those who decide read the answers.',
  positionals: ['text'],
  options: {
    hint: { type: 'string', about: 'a sentence of help below it', value: 'TEXT' },
    required: { type: 'boolean', about: 'an application waits until it is answered' },
  },
  async run(ctx, args) {
    const id = await ctx.write((tx) => addQuestion(tx, { text: text(args, 'text'), hint: text(args, 'hint'), required: args['required'] === true }))
    return { text: `Question ${id}`, data: { id: String(id) } }
  },
}

export const questionsList: Verb = {
  name: 'questions list',
  about: 'Lists the questions asked now.',
  positionals: [],
  options: {},
  async run(ctx) {
    const questions = await activeQuestions(ctx.db)
    return {
      text: questions.map((one) => `${one.id}\t${one.required ? 'required' : 'optional'}\t${one.text}`).join('\n'),
      data: questions.map((one) => ({ ...one, id: String(one.id) })),
    }
  },
}

export const questionsArchive: Verb = {
  name: 'questions archive',
  about: 'Stops asking a question. Answers already given stay readable.',
  positionals: ['id'],
  options: {},
  async run(ctx, args) {
    const id = text(args, 'id')
    if (!/^\d{1,16}$/.test(id)) throw new UsageError(`"${id}" is not the id of a question.`)
    await ctx.write((tx) => archiveQuestion(tx, Number(id)))
    return { text: 'It is not asked any more.', data: { archived: true } }
  },
}
