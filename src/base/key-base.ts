/** The database of the keys. Where it is absent, nothing of ours is on the device. */
export const keyBase = 'clinic-chat-keys';
