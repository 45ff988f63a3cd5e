// Turns an entity's flat list of dotted attribute names into the tree its JSON has, so that the check can walk both
// side by side. Built once per entity and kept.
import { type Attribute, type Contract, type ExampleOnly, entityNamed, lineage } from './contract.ts';
import { exampleKeys, slips } from './documentation-slips.ts';

/** One key of an entity's JSON. `owner` is the entity that documents it; `example` marks keys only an example shows. */
export interface AttributeNode {
  key: string;
  owner: string;
  attribute?: Attribute;
  example?: string[];
  children: Map<string, AttributeNode>;
}

const trees = new WeakMap<Contract, Map<string, AttributeNode>>();

/** The tree of everything the entity may hold, its inherited attributes included, removed ones left out. */
export function attributeTree(contract: Contract, entityName: string): AttributeNode {
  let known = trees.get(contract);
  if (!known) trees.set(contract, (known = new Map()));
  let tree = known.get(entityName);
  if (!tree) known.set(entityName, (tree = build(contract, entityName)));
  return tree;
}

/** Attributes in force of one entity, own ones only, corrected by the declared slips of the documentation. */
export function attributesInForce(contract: Contract, entityName: string): Attribute[] {
  return entityNamed(contract, entityName)
    .attributes.filter(attribute => !attribute.removed)
    .map(attribute => corrected(entityName, attribute));
}

/** True for `*`-keyed and free-form hashes, where an unknown key is no surprise. */
export function isOpen(node: AttributeNode): boolean {
  return node.children.size === 0 || node.children.has('*');
}

function corrected(entityName: string, attribute: Attribute): Attribute {
  const slip = slips[`${entityName}.${attribute.name}`];
  if (!slip) return attribute;
  return {
    ...attribute,
    type: slip.type ?? attribute.type,
    ...(attribute.enum && slip.words ? { enum: [...attribute.enum, ...slip.words] } : {}),
    nullable: attribute.nullable || slip.nullable === true,
    optional: attribute.optional || slip.optional === true,
  };
}

function build(contract: Contract, entityName: string): AttributeNode {
  const root: AttributeNode = { key: '', owner: entityName, children: new Map() };
  for (const owner of lineage(contract, entityName).toReversed()) {
    const entity = entityNamed(contract, owner);
    for (const attribute of attributesInForce(contract, owner)) {
      reach(root, segments(attribute.key_path ?? attribute.name.split('.')), owner).attribute = attribute;
    }
    for (const shown of entity.example_only ?? []) addExample(root, shown, owner);
    for (const name of exampleKeys[owner] ?? []) reach(root, [name], owner).example = [];
  }
  return root;
}

function addExample(root: AttributeNode, shown: ExampleOnly, owner: string): void {
  reach(root, segments(shown.name.split('.')), owner).example = shown.json_types;
}

/** `history[].day` and `poll.options[]` name keys of the items and the array itself: the brackets carry nothing more. */
function segments(path: readonly string[]): string[] {
  return path.map(segment => segment.replace(/\[\]$/, ''));
}

function reach(root: AttributeNode, path: readonly string[], owner: string): AttributeNode {
  let node = root;
  for (const key of path) {
    let child = node.children.get(key);
    if (!child) node.children.set(key, (child = { key, owner, children: new Map() }));
    node = child;
  }
  return node;
}
