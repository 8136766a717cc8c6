import { XMLBuilder, XMLParser } from 'fast-xml-parser';

/** Elements that may stand several times: read as lists whatever their number. */
const lists = new Set(['service', 'request', 'attribute', 'value', 'endpoint', 'format', 'error']);

const parser = new XMLParser({
	ignoreAttributes: true,
	ignoreDeclaration: true,
	ignorePiTags: true,
	// codes like 007 and numbers of requests stay as they are written
	parseTagValue: false,
	trimValues: true,
	isArray: (name) => lists.has(name),
});
const builder = new XMLBuilder({ format: true, indentBy: '  ', suppressEmptyNode: false });

/**
 * Reads XML of GeoReport into plain values: texts, objects, lists. An answer with a document type is refused: nobody needs
 * one here, and entities of its own are the way to fill a memory.
 */
export function parseXml(text: string): unknown {
	if (/<!DOCTYPE/i.test(text)) throw new SyntaxError('a document type is not taken');
	if (!/^\s*(<\?xml[^>]*>)?\s*(<!--[\s\S]*?-->\s*)*<[A-Za-z]/.test(text.replace(/^\ufeff/, '')))
		throw new SyntaxError('this is no XML');
	return parser.parse(text);
}

export function buildXml(value: Record<string, unknown>): string {
	return `<?xml version="1.0" encoding="utf-8"?>\n${builder.build(value)}`;
}
