export const toneOfLetter = (state: string): 'good' | 'bad' | 'warn' | 'info' =>
	state === 'sent'
		? 'good'
		: state === 'refused' || state === 'failed'
			? 'bad'
			: state === 'kept'
				? 'warn'
				: 'info';
