import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { z } from 'zod';
import { type Facts, Invalid, invalid, type Problem, refuse } from '../errors/door.ts';

/** A file that came with a form, already on disk in a temporary folder that `dispose` removes. */
export type Upload = {
	field: string;
	name: string;
	/** What the browser claims; the files room looks at the content instead. */
	claimedType: string;
	size: number;
	path: string;
	/** More came than the limit: the rest was thrown away unread into memory. */
	tooLarge: boolean;
};

export type FormLimits = { fileBytes: number; files: number; fieldBytes: number; fields: number };
const usual: FormLimits = { fileBytes: 25 * 2 ** 20, files: 20, fieldBytes: 1 * 2 ** 20, fields: 2_000 };

/** What a person sent, read as a stream: a file of any size never fills the memory, and the typed text survives it. */
export class Form {
	readonly #fields: Map<string, string[]>;
	readonly #files: Upload[];
	readonly #folder: string | undefined;
	constructor(fields: Map<string, string[]>, files: Upload[], folder?: string) {
		this.#fields = fields;
		this.#files = files;
		this.#folder = folder;
	}
	/** The field as typed, without spaces around; '' when absent. */
	text(name: string): string {
		return (this.#fields.get(name)?.[0] ?? '').trim();
	}
	all(name: string): string[] {
		return this.#fields.get(name) ?? [];
	}
	has(name: string): boolean {
		return this.#fields.has(name);
	}
	/** Files chosen in the field; an empty choice is not a file. */
	files(name: string): Upload[] {
		return this.#files.filter((file) => file.field === name);
	}
	file(name: string): Upload | null {
		return this.files(name)[0] ?? null;
	}
	/** The key that makes a repeat of this form harmless. */
	get key(): string {
		return this.text('_key');
	}
	get token(): string {
		return this.text('_token');
	}
	/** What was typed, to be shown again: never passwords, tokens or codes. */
	get values(): Record<string, string | string[]> {
		const shown: Record<string, string | string[]> = {};
		for (const [name, all] of this.#fields) {
			if (/^_(?!form$)|password|secret|(^|-)code$/.test(name)) continue;
			shown[name] = all.length === 1 ? all[0]! : all;
		}
		return shown;
	}
	/** The same form with other words in some fields: what a button of the form mended. Files stay with the first. */
	with(values: Readonly<Record<string, string | readonly string[]>>): Form {
		const fields = new Map(this.#fields);
		for (const [name, value] of Object.entries(values))
			fields.set(name, typeof value === 'string' ? [value] : [...value]);
		return new Form(fields, this.#files);
	}
	/**
	 * Checks the fields by a zod schema (objects of strings; a repeated field is an array).
	 * @throws Invalid with every mistake, each tied to its field.
	 */
	parse<T extends z.ZodType>(schema: T): z.output<T> {
		const raw: Record<string, string | string[]> = {};
		for (const [name, all] of this.#fields)
			if (!name.startsWith('_')) raw[name] = all.length === 1 ? all[0]!.trim() : all.map((one) => one.trim());
		const read = schema.safeParse(raw, { reportInput: true });
		if (read.success) return read.data;
		throw new Invalid(read.error.issues.map(problemOf));
	}
	async dispose(): Promise<void> {
		if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
	}
}

/** A zod issue in our words. A schema may give its own code as the message: `z.string().min(3, 'appeals.form.text.short')`. */
export function problemOf(issue: z.core.$ZodIssue): Problem {
	const field = issue.path.join('.');
	const own = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/.test(issue.message);
	if (own) return { field, code: issue.message, facts: factsOf(issue) };
	switch (issue.code) {
		case 'too_small':
			if (isNumber(issue.origin))
				return { field, code: 'platform.field.too-small', facts: { min: Number(issue.minimum) } };
			return Number(issue.minimum) <= 1
				? { field, code: 'platform.field.required' }
				: { field, code: 'platform.field.too-short', facts: { min: Number(issue.minimum) } };
		case 'too_big':
			if (isNumber(issue.origin))
				return { field, code: 'platform.field.too-big', facts: { max: Number(issue.maximum) } };
			return { field, code: 'platform.field.too-long', facts: { max: Number(issue.maximum) } };
		case 'invalid_type':
			return issue.input === undefined || issue.input === null || issue.input === ''
				? { field, code: 'platform.field.required' }
				: {
						field,
						code: issue.expected === 'number' ? 'platform.field.not-a-number' : 'platform.field.wrong',
					};
		case 'invalid_format':
			return {
				field,
				code:
					issue.format === 'email'
						? 'platform.field.not-an-email'
						: issue.format === 'date'
							? 'platform.field.not-a-date'
							: issue.format === 'url'
								? 'platform.field.not-an-address'
								: 'platform.field.wrong',
			};
		case 'invalid_value':
			return { field, code: 'platform.field.choose' };
		default:
			return { field, code: 'platform.field.wrong' };
	}
}

const isNumber = (origin: string): boolean => ['number', 'int', 'bigint'].includes(origin);

function factsOf(issue: z.core.$ZodIssue): Facts {
	const facts: Facts = {};
	if ('minimum' in issue) facts.min = Number(issue.minimum);
	if ('maximum' in issue) facts.max = Number(issue.maximum);
	return facts;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes to text, or a refusal: broken UTF-8 is never stored nor silently mended. Zero bytes cannot stand in PostgreSQL. */
function decode(bytes: Buffer, field: string): string {
	try {
		const text = utf8.decode(bytes);
		if (text.includes('\0')) throw new TypeError('zero byte');
		return text.replace(/\r\n?/g, '\n');
	} catch {
		invalid({ field, code: 'platform.broken-text' });
	}
}

/** Reads the body of a form. Used by `action`; call it yourself only in a +server.ts that takes a form. `type`: where the header does not tell it. */
export async function readForm(
	request: Request,
	limits: Partial<FormLimits> = {},
	type = request.headers.get('content-type') ?? '',
): Promise<Form> {
	const limit = { ...usual, ...limits };
	if (!request.body) return new Form(new Map(), []);
	if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/.test(type))
		refuse('platform.broken-text');
	const fields = new Map<string, string[]>();
	const files: Upload[] = [];
	const problems: Problem[] = [];
	let folder: string | undefined;
	const writing: Promise<void>[] = [];
	let parser: busboy.Busboy;
	try {
		// latin1 keeps the bytes as they came, so that broken UTF-8 is seen and refused
		parser = busboy({
			headers: { 'content-type': type.replace(/;\s*charset=[^;]*/i, '') },
			defCharset: 'latin1',
			defParamCharset: 'utf8',
			limits: {
				fileSize: limit.fileBytes,
				files: limit.files,
				fieldSize: limit.fieldBytes,
				fields: limit.fields,
			},
		});
	} catch (error) {
		throw new Invalid([{ field: '', code: 'platform.broken-text', facts: { cause: String(error) } }]);
	}
	parser.on('field', (name, value, info) => {
		try {
			const text = decode(Buffer.from(value, 'latin1'), name);
			if (info.valueTruncated)
				problems.push({
					field: name,
					code: 'platform.field.too-much',
					facts: { most: Math.round(limit.fieldBytes / 1024) },
				});
			fields.set(name, [...(fields.get(name) ?? []), text]);
		} catch (error) {
			if (!(error instanceof Invalid)) throw error;
			problems.push(...error.problems);
		}
	});
	parser.on('file', (field, stream, info) => {
		writing.push(
			(async () => {
				if (!info.filename) {
					stream.resume();
					return;
				}
				folder ??= await mkdtemp(join(tmpdir(), 'veche-upload-'));
				const upload: Upload = {
					field,
					name: info.filename,
					claimedType: info.mimeType,
					size: 0,
					path: join(folder, String(files.length)),
					tooLarge: false,
				};
				files.push(upload);
				stream.on('data', (chunk: Buffer) => {
					upload.size += chunk.length;
				});
				await pipeline(stream, createWriteStream(upload.path));
				upload.tooLarge = (stream as { truncated?: boolean }).truncated === true;
			})(),
		);
	});
	try {
		await pipeline(Readable.fromWeb(request.body as never), parser);
		await Promise.all(writing);
	} catch (error) {
		await Promise.allSettled(writing);
		if (folder) await rm(folder, { recursive: true, force: true });
		if (error instanceof Invalid) throw error;
		throw new Invalid([{ field: '', code: 'platform.broken-text', facts: { cause: String(error) } }]);
	}
	const form = new Form(
		fields,
		files.filter((file) => file.size > 0),
		folder,
	);
	if (problems.length) throw Object.assign(new Invalid(problems), { form });
	return form;
}
