// What the bench's people say: nearly two thousand words, few of them common, so that a search has something to find.
import type { Random } from './random.ts'

const BEGINNINGS = 'ba be bo da de do fa fe fi ga go ha he ho ka ke ki la le li lo ma me mi mo na ne ni no pa pe pi ra re ri ro sa se si ta'.split(' ')
const ENDS = 'rbour lter nden ssel mmer ttle rket vern lant chard rry und tory dge thing ning quay sture lden ndow rdle pple stle nter mble ckon ffin gget llow nnel ppet rrow scuit tton vel wlet xen yard zzle bbin dder rgo rse lm mp nt rk st'.split(' ')

/** All of them, the commonest first. */
export const WORDS: readonly string[] = ENDS.flatMap((end) => BEGINNINGS.map((begin) => begin + end))

/** As many words. */
export const sentence = (random: Random, words: number): string => Array.from({ length: words }, () => WORDS[random.skewed(WORDS.length)]).join(' ')
