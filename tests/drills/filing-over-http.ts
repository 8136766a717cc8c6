/** Files appeals as a browser without script does, and repeats what was not acknowledged with the key it had. */
export type Acknowledged = { mark: string; number: string; tries: number };

/** One person with a visit and a form of their own. */
export class Filer {
	readonly #page: string;
	readonly #origin: string;
	#cookies = new Map<string, string>();
	#token = '';

	constructor(origin: string, path: string) {
		this.#origin = origin;
		this.#page = `${origin}${path}/appeals/new`;
	}

	/** Until it is acknowledged, however often the house falls meanwhile; undefined when `until` has come. */
	async file(key: string, mark: string, until: () => boolean): Promise<Acknowledged | undefined> {
		for (let tries = 1; !until(); tries++) {
			const number = await this.#attempt(key, mark).catch(() => undefined);
			if (number) return { mark, number, tries };
			await new Promise((resume) => setTimeout(resume, 100));
		}
		return undefined;
	}

	async #attempt(key: string, mark: string): Promise<string | undefined> {
		if (!this.#token) await this.#open();
		const form = new URLSearchParams({
			_token: this.#token,
			_key: key,
			text: `Яма на дороге у остановки, объезжаем по встречной. Метка ${mark}.`,
			category: 'roads.potholes',
			where: 'улица Мельничная, 14',
			visibility: 'public',
			name: 'Проверка',
		});
		const answer = await fetch(`${this.#page}?/file`, {
			method: 'POST',
			body: form,
			headers: {
				accept: 'text/html',
				origin: this.#origin,
				cookie: this.#cookie(),
				'content-type': 'application/x-www-form-urlencoded',
			},
			redirect: 'manual',
			signal: AbortSignal.timeout(15_000),
		});
		const body = await answer.text();
		if (answer.status === 403) this.#token = '';
		if (answer.status !== 200) return undefined;
		return /\b\d{2}-\d{3}-\d{4}-\d{6}\b/.exec(body)?.[0];
	}

	async #open(): Promise<void> {
		const answer = await fetch(this.#page, {
			headers: { accept: 'text/html', cookie: this.#cookie() },
			signal: AbortSignal.timeout(15_000),
		});
		for (const line of answer.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			this.#cookies.set(name, value);
		}
		const body = await answer.text();
		this.#token =
			/name="_token"[^>]*value="([^"]+)"/.exec(body)?.[1] ??
			/value="([^"]+)"[^>]*name="_token"/.exec(body)?.[1] ??
			'';
		if (!this.#token) throw new Error(`no form at ${this.#page}: ${answer.status}`);
	}

	#cookie(): string {
		return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	}
}
