import { config } from '../config/door.server.ts';
import { seal, unseal } from '../config/keys.server.ts';
import { database } from '../db/door.server.ts';
import * as store from './store.server.ts';

/** How mail leaves. `set`: where it was set up; the environment comes first, so that an operator can always mend it. */
export type MailSettings = {
	host: string;
	port: number;
	security: 'tls' | 'starttls' | 'none';
	login: string;
	password: string;
	fromAddress: string;
	fromName: string;
	set: 'environment' | 'page';
};

const purpose = 'channels.smtp';
export const sealPassword = (password: string) => (password ? seal(purpose, password) : null);

/** Null: no mail server is set up, letters are kept to be read on a page. */
export async function mailSettings(): Promise<MailSettings | null> {
	const { smtp, mailFrom } = config();
	if (smtp) return fromEnvironment(smtp, mailFrom);
	const row = await store.settings(database());
	if (!row) return null;
	const { sealed, ...rest } = row;
	return { ...rest, password: sealed ? unseal(purpose, sealed) : '', set: 'page' };
}

/** `smtp://` tries STARTTLS and insists on it unless the host is this machine; `smtps://` is TLS from the first byte. */
export function fromEnvironment(address: string, from: string | undefined): MailSettings {
	const url = URL.canParse(address) ? new URL(address) : null;
	if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname)
		throw new Error('VECHE_SMTP must look like smtp://name:password@mail.example:587');
	const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
	const security = url.protocol === 'smtps:' ? 'tls' : local ? 'none' : 'starttls';
	const sender = /^(?:(.*?)\s*<)?([^<>]+@[^<>]+?)>?$/.exec(from ?? '');
	if (!sender) throw new Error('VECHE_MAIL_FROM must be set together with VECHE_SMTP: veche@town.example');
	return {
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: Number(url.port) || (security === 'tls' ? 465 : 587),
		security,
		login: decodeURIComponent(url.username),
		password: decodeURIComponent(url.password),
		fromAddress: sender[2] as string,
		fromName: (sender[1] ?? '').replace(/^"|"$/g, ''),
		set: 'environment',
	};
}
