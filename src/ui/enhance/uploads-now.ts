import { dropFile, filesOf, type KeptFile, putFile } from './keep-files.ts';
import { setPlace } from './locate.ts';
import { draw, sizeOf } from './uploads.ts';

/**
 * Files that go up one by one as they are chosen, each with its progress, so that the form itself is sent at once. They stay in the
 * browser with the draft: after a closed window or a lost network they are taken up again.
 */
type Shot = { takenAt: string | null; point: { lat: number; lon: number } | null };
type Sent = { id: string; thumbnail: string; shot: Shot | null };

/** The server keeps a draft for a day. */
const freshFor = 20 * 3600 * 1000;

export function watchUploadsNow(): void {
	for (const box of document.querySelectorAll<HTMLElement>('[data-upload-to]')) watch(box);
}

function watch(box: HTMLElement): void {
	const input = box.querySelector<HTMLInputElement>('input[type="file"]');
	const list = box.querySelector('ul');
	const form = input?.form;
	if (!input || !list || !form) return;
	const { keepAs = 'file', uploadTo = '' } = box.dataset;
	const draft = form.dataset.draft ?? '';
	const most = Number(box.dataset.most) || 100;
	const count = () =>
		form.querySelectorAll(`input[type=hidden][name="${keepAs}"]`).length +
		list.querySelectorAll('li[data-busy]').length;
	const add = (file: KeptFile) => {
		const line = makeLine(box, file);
		list.append(line.item);
		line.remove.addEventListener('click', () => {
			line.item.remove();
			void dropFile(file.key);
			input.focus();
			form.dispatchEvent(new Event('change'));
		});
		const send = async () => {
			line.busy();
			try {
				const sent = await upload(uploadTo, form, file, line.progress);
				done(sent);
			} catch (error) {
				line.failed(error instanceof Error && error.message ? error.message : (box.dataset.failed ?? ''));
			}
		};
		const done = (sent: Pick<Sent, 'id'> & { shot?: Shot | null }) => {
			const hidden = document.createElement('input');
			hidden.type = 'hidden';
			hidden.name = keepAs;
			hidden.value = sent.id;
			line.item.append(hidden);
			line.done();
			if (draft) void putFile({ ...file, id: sent.id });
			offer(form, sent.shot ?? null);
		};
		line.again.addEventListener('click', send);
		if (file.id && Date.now() - file.at < freshFor) done({ id: file.id });
		else if (navigator.onLine) void send();
		else line.waits();
		addEventListener('online', () => line.item.dataset.waits !== undefined && send());
	};
	input.addEventListener('change', () => {
		for (const one of input.files ?? []) {
			if (Number(box.dataset.max) > 0 && one.size > Number(box.dataset.max)) {
				const line = makeLine(box, fileFrom(one, draft, keepAs));
				line.failed(box.dataset.tooLarge ?? '');
				line.again.hidden = true;
				line.remove.addEventListener('click', () => line.item.remove());
				list.append(line.item);
				continue;
			}
			if (count() >= most) {
				say(list, box.dataset.tooMany ?? '');
				break;
			}
			const file = fileFrom(one, draft, keepAs);
			if (draft) void putFile(file);
			add(file);
		}
		// They go by themselves, not with the form.
		input.value = '';
	});
	form.addEventListener('reset', () => list.replaceChildren());
	if (draft && !('cameBack' in form.dataset))
		void filesOf(draft).then((files) => {
			for (const file of files.sort((a, b) => a.at - b.at))
				if ((file.keepAs ?? keepAs) === keepAs && count() < most) add(file);
		});
}

const fileFrom = (file: File, draft: string, keepAs: string): KeptFile => ({
	key: crypto.randomUUID(),
	draft,
	name: file.name,
	blob: file,
	at: Date.now(),
	keepAs,
});

function say(list: Element, words: string): void {
	const item = document.createElement('li');
	item.textContent = words;
	list.append(item);
}

function makeLine(box: HTMLElement, file: KeptFile) {
	const item = document.createElement('li');
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = 128;
	void draw(canvas, file.blob);
	const words = document.createElement('span');
	words.textContent = `${file.name}, ${sizeOf(file.blob.size)}`;
	const progress = document.createElement('progress');
	progress.max = 1;
	progress.setAttribute('aria-label', file.name);
	const note = document.createElement('strong');
	const button = (text: string | undefined) => {
		const made = document.createElement('button');
		made.type = 'button';
		made.className = 'button quiet';
		made.textContent = text ?? '';
		made.setAttribute('aria-label', `${text ?? ''}: ${file.name}`);
		return made;
	};
	const again = button(box.dataset.again);
	const remove = button(box.dataset.remove);
	item.append(canvas, words, progress, note, again, remove);
	const state = (is: 'busy' | 'done' | 'failed' | 'waits', said = '') => {
		for (const one of ['busy', 'done', 'failed', 'waits']) delete item.dataset[one];
		item.dataset[is] = '';
		item.classList.toggle('wrong', is === 'failed');
		progress.hidden = is !== 'busy';
		again.hidden = is !== 'failed';
		note.textContent = said;
	};
	state('busy');
	return {
		item,
		remove,
		again,
		progress: (share: number) => {
			progress.value = share;
		},
		busy: () => state('busy'),
		done: () => state('done', box.dataset.sent),
		failed: (said: string) => state('failed', said),
		waits: () => state('waits', box.dataset.waits),
	};
}

/** XMLHttpRequest, because fetch tells nothing of how far it has sent. */
function upload(
	to: string,
	form: HTMLFormElement,
	file: Pick<KeptFile, 'blob' | 'name'>,
	progress: (share: number) => void,
): Promise<Sent> {
	const body = new FormData();
	for (const name of ['_token', 'visit']) {
		const field = form.elements.namedItem(name);
		if (field instanceof HTMLInputElement) body.append(name, field.value);
	}
	body.append('file', file.blob, file.name);
	return new Promise((done, failed) => {
		const request = new XMLHttpRequest();
		request.open('POST', to);
		request.setRequestHeader('accept', 'application/json');
		request.responseType = 'json';
		request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
		request.onload = () =>
			request.status === 200 ? done(request.response) : failed(new Error(request.response?.message));
		request.onerror = () => failed(new Error());
		request.send(body);
	});
}

/** Where it was taken, offered for the place of the form where there is none yet. */
function offer(form: HTMLFormElement, shot: Shot | null): void {
	const note = form.querySelector<HTMLElement>('[data-shot]');
	const words = note?.querySelector<HTMLElement>('[data-shot-words]');
	const lat = form.elements.namedItem('lat');
	if (!note || !words || !shot?.point || !(lat instanceof HTMLInputElement) || lat.value !== '') return;
	const { point, takenAt } = shot;
	const day = takenAt
		? new Date(takenAt).toLocaleDateString(document.documentElement.lang, { day: 'numeric', month: 'long' })
		: '';
	words.textContent = day
		? (words.dataset.shotAt ?? '').replace('{date}', day)
		: (words.dataset.shotWords ?? '');
	note.hidden = false;
	const use = note.querySelector<HTMLButtonElement>('[data-shot-use]');
	if (use)
		use.onclick = () => {
			setPlace(form, point.lat, point.lon);
			note.hidden = true;
		};
}
