// covey settings …: what the community says about itself, and who may sign up.
import { changeSettings, defaultSettings, readSettings, registrationModes, type Settings } from '#domain/instance/settings.ts'
import { text, UsageError, type Verb } from '../verb.ts'

export const settingsList: Verb = {
  name: 'settings list',
  about: 'Shows the community\'s settings.',
  positionals: [],
  options: {},
  async run(ctx) {
    const settings = await readSettings(ctx.db)
    return { text: Object.entries(settings).map(([name, value]) => `${name}\t${typeof value === 'string' ? value : JSON.stringify(value)}`).join('\n'), data: settings }
  },
}

/** `value` in the type that the setting has. */
function parseSetting(name: keyof Settings, value: string): Settings[keyof Settings] {
  if (name === 'registrations' && !registrationModes.some((mode) => mode === value)) {
    throw new UsageError(`registrations must be one of ${registrationModes.join(', ')}, not "${value}".`)
  }
  const model = defaultSettings[name]
  if (Array.isArray(model)) return value.split(/[\s,]+/).filter(Boolean)
  if (typeof model === 'boolean') {
    if (value !== 'true' && value !== 'false') throw new UsageError(`${name} must be true or false, not "${value}".`)
    return value === 'true'
  }
  if (typeof model !== 'number') return value
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`${name} must be a whole number, not "${value}".`)
  return Number(value)
}

export const settingsSet: Verb = {
  name: 'settings set',
  about: 'Changes one setting; `bin/covey settings list` names them.',
  positionals: ['name', 'value'],
  options: {},
  async run(ctx, args) {
    const name = text(args, 'name')
    if (!Object.hasOwn(defaultSettings, name)) throw new UsageError(`${name} is not a setting.`)
    const value = parseSetting(name as keyof Settings, text(args, 'value'))
    await ctx.write((tx) => changeSettings(tx, { [name]: value }))
    return { text: `${name} is set.`, data: { [name]: value } }
  },
}
