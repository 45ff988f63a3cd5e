// The line that a device shows for a notification, by its type. `name`: who caused it.

export const push: Record<string, (name: string) => string> = {
  mention: (name) => `${name} mentioned you`,
  status: (name) => `${name} posted`,
  reblog: (name) => `${name} boosted your post`,
  follow: (name) => `${name} follows you`,
  follow_request: (name) => `${name} asks to follow you`,
  favourite: (name) => `${name} favourited your post`,
  poll: (name) => `A poll by ${name} has ended`,
  update: (name) => `${name} edited a post`,
  quote: (name) => `${name} quoted your post`,
  quoted_update: (name) => `${name} edited a post you quoted`,
  'admin.sign_up': (name) => `${name} signed up`,
  'admin.report': (name) => `${name} reported somebody`,
  moderation_warning: () => 'You have a message from the people who look after the server',
}

/** For a type that has no line of its own yet. */
export const pushAnything = (name: string): string => `News of ${name}`
