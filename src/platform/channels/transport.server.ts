import type { Transporter } from 'nodemailer';
import type { Attachment } from './attach.server.ts';
import type { MailSettings } from './settings.server.ts';

export type Parcel = {
	id: string;
	to: string;
	subject: string;
	text: string;
	html: string | null;
	headers: Record<string, string>;
	attachments?: readonly Attachment[];
};

/** `later`: worth trying again; `never`: this letter will not be taken however often it is sent. */
export type Outcome = { sent: true } | { sent: false; stop: 'later' | 'never'; problem: string };

let open: { name: string; transport: Transporter } | undefined;

async function transportFor(settings: MailSettings): Promise<Transporter> {
	const name = JSON.stringify(settings);
	if (open?.name === name) return open.transport;
	open?.transport.close();
	// Loaded with the first letter: many processes never send one.
	const { default: nodemailer } = await import('nodemailer');
	const transport = nodemailer.createTransport({
		pool: true,
		maxConnections: 2,
		host: settings.host,
		port: settings.port,
		secure: settings.security === 'tls',
		requireTLS: settings.security === 'starttls',
		ignoreTLS: settings.security === 'none',
		...(settings.login ? { auth: { user: settings.login, pass: settings.password } } : {}),
		connectionTimeout: 15_000,
		greetingTimeout: 15_000,
		socketTimeout: 60_000,
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	open = { name, transport };
	return transport;
}

export function closeTransport(): void {
	open?.transport.close();
	open = undefined;
}

/** Hands a letter to the mail server. What went wrong is told in its words; nothing is thrown for what a server says. */
export async function deliver(settings: MailSettings, parcel: Parcel): Promise<Outcome> {
	const domain = settings.fromAddress.split('@')[1] ?? 'localhost';
	try {
		const transport = await transportFor(settings);
		await transport.sendMail({
			from: { name: settings.fromName, address: settings.fromAddress },
			to: { name: '', address: parcel.to },
			subject: parcel.subject,
			text: parcel.text,
			...(parcel.html ? { html: parcel.html } : {}),
			...(parcel.attachments?.length
				? {
						attachments: parcel.attachments.map(({ name, type, content }) => ({
							filename: name,
							contentType: type,
							content,
						})),
					}
				: {}),
			// The same letter sent twice (a process fell after the server took it) has one id, by which mail programs know it.
			messageId: `<${parcel.id}@${domain}>`,
			headers: { 'Auto-Submitted': 'auto-generated', ...parcel.headers },
		});
		return { sent: true };
	} catch (error) {
		const { code, responseCode, message } = error as {
			code?: string;
			responseCode?: number;
			message: string;
		};
		const problem = message.replace(/\s+/g, ' ').slice(0, 500);
		// A server that does not know us (535) may be mended by an administrator; an address it does not know will not.
		const never = (code === 'EENVELOPE' || code === 'EMESSAGE') && (responseCode ?? 500) >= 500;
		return { sent: false, stop: never ? 'never' : 'later', problem };
	}
}
