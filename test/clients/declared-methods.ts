// Reads off a client library's declarations which methods it offers and what each promises, so that a method nobody
// calls, or one that a new version brings, is found by program.
import type { createProgram } from 'ts-json-schema-generator';

type Program = ReturnType<typeof createProgram>;
type Checker = ReturnType<Program['getTypeChecker']>;
type Type = ReturnType<Checker['getTypeAtLocation']>;

/** How to read a program. */
export interface Reading {
  /** Exported types of the file, and the first word of the names of their methods. */
  roots: readonly { name: string; alias: string }[];
  deep: boolean;
  /** The name of an entity by where it is declared; undefined for other types. */
  entityOf(file: string, type: string): string | undefined;
}

/**
 * The methods of the roots with what they promise, unwrapped: `v1.accounts.$select.follow` → `v1.Relationship`. Of a
 * `Promise`, a `Paginator` or a `Response` its content counts.
 */
export function declaredMethods(program: Program, file: string, reading: Reading): Record<string, string> {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing`);
  const found: Record<string, string> = {};
  for (const { name, alias } of reading.roots) {
    const symbol = checker.getExportsOfModule(module).find(one => one.name === alias);
    if (!symbol) throw new Error(`${file} exports no ${alias}`);
    collect(checker, checker.getDeclaredTypeOfSymbol(symbol), name === '' ? [] : [name], reading, found);
  }
  return found;
}

function collect(checker: Checker, type: Type, path: readonly string[], reading: Reading, found: Record<string, string>): void {
  for (const property of type.getProperties()) {
    // `$raw` is the same call with its headers; symbols are JavaScript's own.
    if (property.name === '$raw' || property.name.startsWith('__@')) continue;
    const held = checker.getTypeOfSymbol(property);
    const here = [...path, property.name];
    const [call] = held.getCallSignatures();
    if (call && property.name !== '$select') found[here.join('.')] = promised(checker, call.getReturnType(), reading);
    else if (reading.deep) collect(checker, call ? call.getReturnType() : held, here, reading, found);
  }
}

function promised(checker: Checker, type: Type, reading: Reading): string {
  const [first] = argumentsOf(checker, type);
  if (['Promise', 'Paginator', 'Response'].includes((type.aliasSymbol ?? type.symbol)?.name ?? '') && first) return promised(checker, first, reading);
  if (type.isUnion() && !type.aliasSymbol) return type.types.map(one => promised(checker, one, reading)).join(' | ');
  if (checker.isArrayType(type) && first) return `${promised(checker, first, reading)}[]`;
  return entityName(type, reading) ?? checker.typeToString(type);
}

function argumentsOf(checker: Checker, type: Type): readonly Type[] {
  return type.aliasTypeArguments ?? checker.getTypeArguments(type as Parameters<Checker['getTypeArguments']>[0]) ?? [];
}

function entityName(type: Type, reading: Reading): string | undefined {
  const symbol = type.aliasSymbol ?? type.symbol;
  return symbol?.declarations?.map(({ parent }) => reading.entityOf(parent.getSourceFile().fileName, symbol.name)).find(Boolean);
}
