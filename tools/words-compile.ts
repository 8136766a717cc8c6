import {
	type MessageFormatElement,
	type PluralElement,
	parse,
	TYPE,
} from '@formatjs/icu-messageformat-parser';

/** What a parameter may be, from the loosest to the strictest. */
export type Kind = 'text' | 'number' | 'moment' | 'flag' | 'choice';
export type Compiled = { code: string; params: Map<string, Kind>; faults: string[] };

/** Categories that a plural must name in each language, besides `other`, which ICU itself demands. */
const needed: Record<string, readonly string[]> = {
	'ru cardinal': ['one', 'few', 'many'],
	'en cardinal': ['one'],
	'ru ordinal': [],
	'en ordinal': ['one', 'two', 'few'],
};

export class BadMessage extends Error {
	readonly offset: number;
	constructor(message: string, offset: number) {
		super(message);
		this.offset = offset;
	}
}

/** Turns one ICU message into the text of a TypeScript expression: a string, or a function of values and formats. */
export function compileMessage(text: string, lang: 'ru' | 'en', constants: Constants): Compiled {
	let tree: MessageFormatElement[];
	try {
		tree = parse(text, { ignoreTag: true, shouldParseSkeletons: true });
	} catch (error) {
		const at = (error as { location?: { start: { offset: number } } }).location?.start.offset ?? 0;
		throw new BadMessage((error as Error).message.toLowerCase().replaceAll('_', ' '), at);
	}
	const params = new Map<string, Kind>();
	const faults: string[] = [];
	const chosen = new Map<string, string>();

	function take(name: string, kind: Kind): string {
		if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) faults.push(`parameter {${name}}: take a plain Latin name`);
		const had = params.get(name);
		const merged = had === undefined || had === 'text' ? kind : kind === 'text' ? had : kind;
		if (had && had !== 'text' && kind !== 'text' && had !== kind)
			faults.push(`{${name}} is used as ${had} and as ${kind}`);
		params.set(name, merged);
		return `v.${name}`;
	}
	function plural(element: PluralElement): string {
		const value = take(element.value, 'number');
		const type = element.pluralType ?? 'cardinal';
		const names = Object.keys(element.options);
		const missing = needed[`${lang} ${type}`]?.filter((category) => !names.includes(category)) ?? [];
		if (missing.length)
			faults.push(`{${element.value}, plural}: ${lang} needs ${missing.join(', ')} as well`);
		const counted = element.offset ? `Number(${value}) - ${element.offset}` : value;
		const call = `f.${type === 'ordinal' ? 'ordinal' : 'cardinal'}(${counted})`;
		const branch = chosen.get(call) ?? `p${chosen.size}`;
		// Named before its branches are read: a plural inside a branch takes the next name.
		if (names.some((name) => name !== 'other' && !name.startsWith('='))) chosen.set(call, branch);
		let code = '';
		for (const [name, option] of Object.entries(element.options)) {
			if (name === 'other') continue;
			const body = expression(option.value, counted);
			if (name.startsWith('=')) code += `Number(${value}) === ${Number(name.slice(1))} ? ${body} : `;
			else code += `${branch} === ${JSON.stringify(name)} ? ${body} : `;
		}
		return `(${code}${expression(element.options.other!.value, counted)})`;
	}
	function expression(elements: MessageFormatElement[], pound?: string): string {
		const parts = elements.map((element): { text: string } | { code: string } => {
			switch (element.type) {
				case TYPE.literal:
					return { text: element.value };
				case TYPE.argument:
					return { code: `f.text(${take(element.value, 'text')})` };
				case TYPE.pound:
					return { code: `f.number(${pound})` };
				case TYPE.number: {
					const value = take(element.value, 'number');
					return { code: `f.number(${value}${styled(element.style, ['integer', 'percent'])})` };
				}
				case TYPE.date:
				case TYPE.time: {
					const verb = element.type === TYPE.date ? 'date' : 'time';
					const value = take(element.value, 'moment');
					return {
						code: `f.${verb}(${value}${styled(element.style, ['short', 'medium', 'long', 'full'])})`,
					};
				}
				case TYPE.select: {
					const names = Object.keys(element.options).filter((name) => name !== 'other');
					const flag = names.length > 0 && names.every((name) => name === 'true' || name === 'false');
					const value = take(element.value, flag ? 'flag' : 'choice');
					const code = names
						.map((name) => {
							const body = expression(element.options[name]!.value, pound);
							return `String(${value}) === ${JSON.stringify(name)} ? ${body} : `;
						})
						.join('');
					return { code: `(${code}${expression(element.options.other!.value, pound)})` };
				}
				case TYPE.plural:
					return { code: plural(element) };
				default:
					throw new BadMessage('tags are not used: split the sentence or take a parameter', 0);
			}
		});
		if (parts.every((part) => 'text' in part))
			return JSON.stringify(parts.map((part) => ('text' in part ? part.text : '')).join(''));
		if (parts.length === 1) return (parts[0] as { code: string }).code;
		const inside = parts.map((part, i) => {
			if ('text' in part) return part.text.replace(/[\\`]|\$\{/g, (c) => `\\${c}`);
			const next = parts[i + 1];
			// «2026 г.» at the end of a sentence has one full stop, not two
			const ends = next && 'text' in next && /^\.(?!\.)/.test(next.text);
			return ends ? `\${f.unstopped(${part.code})}` : `\${${part.code}}`;
		});
		return `\`${inside.join('')}\``;
	}
	function styled(style: unknown, known: string[]): string {
		if (style === null || style === undefined) return '';
		if (typeof style === 'string') {
			if (!known.includes(style))
				faults.push(`style "${style}" is unknown: take ${known.join(', ')} or a ::skeleton`);
			return `, ${JSON.stringify(style)}`;
		}
		return `, ${constants.name((style as { parsedOptions: object }).parsedOptions)}`;
	}

	const body = expression(tree);
	const firsts = [...chosen].map(([call, name]) => `const ${name} = ${call}; `).join('');
	const code =
		params.size === 0 ? body : firsts ? `(v, f) => { ${firsts}return ${body}; }` : `(v, f) => ${body}`;
	return { code, params, faults };
}

/** Options of ::skeletons, named once in the generated file, so that Intl objects are cached by them. */
export class Constants {
	readonly #names = new Map<string, string>();
	name(options: object): string {
		const json = JSON.stringify(options);
		const found = this.#names.get(json) ?? `o${this.#names.size}`;
		this.#names.set(json, found);
		return found;
	}
	get lines(): string[] {
		return [...this.#names].map(([json, name]) => `const ${name} = ${json} as const;`);
	}
}
