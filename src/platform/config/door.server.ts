import { resolve } from 'node:path';
import { z } from 'zod';
import { Invalid } from '../errors/door.ts';

const yes = z
	.string()
	.optional()
	.transform(
		(value) => value !== undefined && !['', '0', 'no', 'false', 'off'].includes(value.toLowerCase()),
	);
const text = z
	.string()
	.optional()
	.transform((value) => value || undefined);
const count = (fallback: number) =>
	z
		.string()
		.regex(/^\d{0,9}$/)
		.optional()
		.transform((value) => (value ? Number(value) : fallback));
/** An address of one of these protocols. */
const address = (...protocols: string[]) =>
	text.refine(
		(value) => !value || (URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1))),
	);

const schema = z.object({
	/** Where the server listens. */
	HOST: z.string().default('127.0.0.1'),
	PORT: count(3000),
	/** The folder of an embedded installation: database, files, keys. */
	VECHE_DATA: z.string().default('./data'),
	/** A PostgreSQL server of one's own; empty: the embedded one. */
	DATABASE_URL: address('postgres', 'postgresql'),
	/** Past a pooler, straight to the server: workers LISTEN and migrations lock. Empty: DATABASE_URL is straight already. */
	VECHE_DIRECT_URL: address('postgres', 'postgresql'),
	/** No demonstration territory on the first run. */
	VECHE_EMPTY: yes,
	/** The set of categories of appeals that an installation begins with. */
	VECHE_CATEGORIES: z.enum(['general', 'empty']).default('general'),
	/** The public address, `https://veche.example`: links in letters, the one host where people sign in. */
	VECHE_ORIGIN: address('http', 'https'),
	/** How many proxies before us are trusted to tell address, host and protocol; 0: none. */
	VECHE_TRUST_PROXY: count(0),
	VECHE_FILES: text,
	VECHE_KEYS: text,
	VECHE_SMTP: address('smtp', 'smtps'),
	VECHE_MAIL_FROM: text,
	/** `transaction` behind a pooler in transaction mode. */
	VECHE_POOLER: z.enum(['none', 'transaction']).default('none'),
	VECHE_CONNECTIONS: count(10),
	/** This process runs no jobs (another one does). */
	VECHE_NO_JOBS: yes,
	VECHE_METRICS_TOKEN: text,
	/** A PMTiles file or a tile address with {z}/{x}/{y}; empty: own boundaries only. */
	VECHE_BASEMAP: text,
	/** Shows /kit outside development. */
	VECHE_KIT: yes,
	/** Requests a minute from one address before 429; 0: no limit. */
	VECHE_RATE: count(600),
	/** Hosts of one's own network (`host` or `host:port`, by commas) that may be called although somebody outside named them. */
	VECHE_OUTBOUND_ALLOW: text,
	/** A file that names the witnesses of the transparency log and how many must cosign (c2sp.org/tlog-policy). */
	VECHE_LOG_POLICY: text,
	VECHE_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export type Config = {
	host: string;
	port: number;
	data: string;
	databaseUrl: string | undefined;
	directUrl: string | undefined;
	empty: boolean;
	categories: 'general' | 'empty';
	origin: string | undefined;
	trustedProxies: number;
	files: string;
	keys: string;
	smtp: string | undefined;
	mailFrom: string | undefined;
	pooler: 'none' | 'transaction';
	connections: number;
	runsJobs: boolean;
	metricsToken: string | undefined;
	basemap: string | undefined;
	kit: boolean;
	rate: number;
	outboundAllow: readonly string[];
	logPolicy: string | undefined;
	log: 'silent' | 'error' | 'warn' | 'info' | 'debug';
};

/** What may stand there, as an example that needs no translation. */
function wantedOf(name: string): string {
	if (name === 'VECHE_LOG') return 'silent, error, warn, info, debug';
	if (name === 'VECHE_POOLER') return 'none, transaction';
	if (name === 'VECHE_CATEGORIES') return 'general, empty';
	if (name === 'VECHE_ORIGIN') return 'https://veche.example';
	if (name === 'VECHE_SMTP') return 'smtp://user:password@mail.example:587';
	if (/_URL$/.test(name)) return 'postgres://user:password@127.0.0.1:5432/veche';
	return '0, 1, 2 ...';
}

/** Reads the environment. @throws Invalid that names every wrong variable, for the operator; values may be secret and are not told. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
	const read = schema.safeParse(env);
	if (!read.success)
		throw new Invalid(
			read.error.issues.map(({ path }) => {
				const name = path.join('.');
				return { field: name, code: 'platform.setting-wrong', facts: { wanted: wantedOf(name) } };
			}),
		);
	const value = read.data;
	const data = resolve(value.VECHE_DATA);
	return {
		host: value.HOST,
		port: value.PORT,
		data,
		databaseUrl: value.DATABASE_URL,
		directUrl: value.VECHE_DIRECT_URL,
		empty: value.VECHE_EMPTY,
		categories: value.VECHE_CATEGORIES,
		origin: value.VECHE_ORIGIN?.replace(/\/+$/, ''),
		trustedProxies: value.VECHE_TRUST_PROXY,
		files: value.VECHE_FILES ?? resolve(data, 'files'),
		keys: value.VECHE_KEYS ?? resolve(data, 'keys.json'),
		smtp: value.VECHE_SMTP,
		mailFrom: value.VECHE_MAIL_FROM,
		pooler: value.VECHE_POOLER,
		connections: value.VECHE_CONNECTIONS,
		runsJobs: !value.VECHE_NO_JOBS,
		metricsToken: value.VECHE_METRICS_TOKEN,
		basemap: value.VECHE_BASEMAP,
		kit: value.VECHE_KIT,
		rate: value.VECHE_RATE,
		outboundAllow: (value.VECHE_OUTBOUND_ALLOW ?? '')
			.split(',')
			.map((one) => one.trim().toLowerCase())
			.filter(Boolean),
		logPolicy: value.VECHE_LOG_POLICY && resolve(value.VECHE_LOG_POLICY),
		log: value.VECHE_LOG,
	};
}

let current: Config | undefined;
export function setConfig(config: Config): void {
	current = config;
}
/** The settings of this process. */
export function config(): Config {
	current ??= readConfig();
	return current;
}
/** The address that links in letters and codes on paper begin with. */
export function publicOrigin(): string {
	return config().origin ?? `http://localhost:${config().port}`;
}
