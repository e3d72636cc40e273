/** What a message of the kind `notice` tells: who came, who went, what a thread is called. Names as they were when it happened. */
export interface NoticePayload {
  event: 'coordinators-added' | 'coordinators-removed' | 'participants-added' | 'participant-removed' | 'participant-left' | 'joined-by-link' | 'renamed' | 'group-admin';
  people: string[];
  /** Who did it. */
  by?: string;
  /** `renamed`: the new title. */
  title?: string;
  /** `coordinators-…`: whom they assist, where that is one practitioner. */
  practitioner?: string;
}
