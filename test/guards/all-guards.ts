// Every guard that `npm run test:guards` takes out.
import type { Guard } from './guard.ts'
import { guardsInside } from './inside.ts'
import { guardsOfOrigin } from './origin.ts'
import { guardsOfReach } from './reach.ts'
import { guardsOfSize } from './size.ts'
import { guardsOfWords } from './words.ts'

export const guards: readonly Guard[] = [...guardsOfOrigin, ...guardsOfReach, ...guardsOfSize, ...guardsOfWords, ...guardsInside]
