/** Shows what was chosen: a small picture, name, size; tells what is too large before it is sent. */
export function watchUploads(): void {
	for (const box of document.querySelectorAll<HTMLElement>('[data-upload]:not([data-upload-to])')) {
		const input = box.querySelector<HTMLInputElement>('input[type="file"]');
		const list = box.querySelector('ul');
		if (!input || !list) continue;
		const show = () =>
			list.replaceChildren(...[...(input.files ?? [])].map((file) => line(box, input, file, show)));
		input.addEventListener('change', show);
		input.form?.addEventListener('reset', () => setTimeout(show));
	}
}

function line(box: HTMLElement, input: HTMLInputElement, file: File, show: () => void): HTMLLIElement {
	const item = document.createElement('li');
	if (file.type.startsWith('image/')) {
		const canvas = document.createElement('canvas');
		canvas.width = canvas.height = 128;
		item.append(canvas);
		void draw(canvas, file);
	}
	const words = document.createElement('span');
	const tooLarge = Number(box.dataset.max) > 0 && file.size > Number(box.dataset.max);
	words.textContent = `${file.name}, ${sizeOf(file.size)}`;
	item.append(words);
	if (tooLarge) {
		item.classList.add('wrong');
		const note = document.createElement('strong');
		note.textContent = box.dataset.tooLarge ?? '';
		item.append(note);
	}
	const remove = document.createElement('button');
	remove.type = 'button';
	remove.className = 'button quiet';
	remove.textContent = box.dataset.remove ?? '';
	remove.setAttribute('aria-label', `${box.dataset.remove ?? ''}: ${file.name}`);
	remove.addEventListener('click', () => {
		const kept = new DataTransfer();
		for (const one of input.files ?? []) if (one !== file) kept.items.add(one);
		input.files = kept.files;
		show();
		input.focus();
	});
	item.append(remove);
	return item;
}

/** Onto a canvas, not into an <img>: the content policy has no blob: addresses. */
export async function draw(canvas: HTMLCanvasElement, file: Blob): Promise<void> {
	try {
		const picture = await createImageBitmap(file);
		const side = Math.min(picture.width, picture.height);
		canvas
			.getContext('2d')
			?.drawImage(
				picture,
				(picture.width - side) / 2,
				(picture.height - side) / 2,
				side,
				side,
				0,
				0,
				128,
				128,
			);
		picture.close();
	} catch {
		canvas.remove(); // A kind that this browser cannot draw (HEIC): the name is enough.
	}
}

export function sizeOf(bytes: number): string {
	const lang = document.documentElement.lang;
	const units = lang === 'ru' ? ['Б', 'КБ', 'МБ', 'ГБ'] : ['B', 'KB', 'MB', 'GB'];
	const step = bytes > 0 ? Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10)) : 0;
	const value = bytes / 1024 ** step;
	return `${value.toLocaleString(lang, { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 })}\u00a0${units[step]}`;
}
