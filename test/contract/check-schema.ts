// Holds a JSON value against a JSON schema of the kinds that the API's description uses.

export interface JsonSchema {
  $ref?: string;
  anyOf?: JsonSchema[];
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema;
}

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  uri: text => URL.canParse(text),
  'date-time': text => /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text),
  date: text => /^\d{4}-\d\d-\d\d$/.test(text),
  email: text => text.includes('@'),
};

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function hasType(value: unknown, wanted: string): boolean {
  return wanted === 'integer' ? Number.isSafeInteger(value) : wanted === typeOf(value);
}

/** What is wrong with `value`, a line each; `schemas` are those that references name. */
export function schemaFaults(value: unknown, schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>, path = '$'): string[] {
  if (schema.$ref !== undefined) {
    const named = schemas[schema.$ref.replace('#/components/schemas/', '')];
    return named ? schemaFaults(value, named, schemas, path) : [`${path}: no schema ${schema.$ref}`];
  }
  if (schema.anyOf) {
    const tried = schema.anyOf.map(one => schemaFaults(value, one, schemas, path));
    return tried.some(faults => faults.length === 0) ? [] : (tried.toSorted((a, b) => a.length - b.length)[0] ?? []);
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some(type => hasType(value, type))) return [`${path} is ${typeOf(value)}, not ${types.join(' or ')}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${path} is ${JSON.stringify(value)}, not one of ${schema.enum.join(', ')}`];
  if (typeof value === 'string' && schema.format !== undefined && formats[schema.format]?.(value) === false) return [`${path} is no ${schema.format}: ${value.slice(0, 60)}`];
  if (Array.isArray(value)) return schema.items ? value.flatMap((item, index) => schemaFaults(item, schema.items ?? {}, schemas, `${path}[${index}]`)) : [];
  return typeof value === 'object' && value !== null ? objectFaults(value as Record<string, unknown>, schema, schemas, path) : [];
}

function objectFaults(value: Record<string, unknown>, schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>, path: string): string[] {
  const missing = (schema.required ?? []).filter(key => value[key] === undefined).map(key => `${path}.${key} is missing`);
  const wrong = Object.entries(value).flatMap(([key, inner]) => {
    const known = schema.properties?.[key] ?? schema.additionalProperties;
    return known && inner !== undefined ? schemaFaults(inner, known, schemas, `${path}.${key}`) : [];
  });
  return [...missing, ...wrong];
}
