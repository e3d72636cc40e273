// Made from demo/server/openapi.yaml by scripts/generate-wire.mjs. Change the document, then run it again.
export interface paths {
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The viewer, the workspace, the capabilities and what the server can do.
         * @description The only operation that answers while messaging is switched off for the workspace.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Unread messages in all threads that are not muted. */
        get: operations["getUnread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The viewer's threads, newest activity first. */
        get: operations["listThreads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/threads/{threadId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                threadId: components["parameters"]["threadId"];
            };
            cookie?: never;
        };
        /** One thread. */
        get: operations["getThread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/threads/{threadId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                threadId: components["parameters"]["threadId"];
            };
            cookie?: never;
        };
        /** A page of a thread's messages in ascending order; without a place the newest page. */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Carries out one command, once for ever.
         * @description What comes back depends on the command's `type`: `message.send` and `message.act` answer a Message, `thread.create` answers
         *     ThreadCreated, `thread.rename`, `thread.invite`, `thread.remove-participant`, `thread.join`, `thread.flag` and `status.set` a Thread,
         *     `thread.link` a ThreadLink, `thread.leave` and `read` an empty object. A `type` that the server does not
         *     know answers the problem `unsupported`; a known id with another content answers `conflict`.
         */
        post: operations["submitCommand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        /** What is known of a file, for those who may read it. */
        get: operations["getFile"];
        /**
         * Uploads one file under an id of the client's making.
         * @description The same id by the same person makes one file and answers the same FileRef; another person's id answers `conflict`. A file above the
         *     workspace's limit is refused before it is read when its Content-Length tells. An upload that breaks off leaves nothing.
         */
        put: operations["putFile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{fileId}/upload": {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": components["parameters"]["tusResumable"];
            };
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins an upload, or says how far the one of this id has come.
         * @description May be repeated. The same id with another length or another `mark` answers `conflict` with the field `file: another`: two files never
         *     become one.
         */
        post: operations["createUpload"];
        delete?: never;
        options?: never;
        /** How far an upload has come. A file that is whole already answers its size. */
        head: operations["headUpload"];
        /**
         * The next bytes.
         * @description What arrives before a cut stays. Bytes for another place than the upload's answer `conflict`: ask again by HEAD. With the last byte the
         *     file is made; getFile tells what it is.
         */
        patch: operations["patchUpload"];
        trace?: never;
    };
    "/files/{fileId}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * A smaller picture of an image that one has uploaded oneself.
         * @description A JPEG, PNG or WebP of the same shape, 640 pixels at most on its longer side and 256 KiB at most. The first one stays, and none comes
         *     once a message holds the file (`conflict`): what has been sent looks the same for ever. It is read, held and removed with its file.
         */
        put: operations["putPreview"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{fileId}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A short-lived address of one file, or of its preview, for one person. A file without a preview is its own. */
        post: operations["createFileTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{fileId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        /** The bytes of a file, whole or a range of them. */
        get: operations["getFileContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalogs/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which list. `people` are those whom the viewer may choose as recipients, with `threadId` those who may be invited to that thread.
                 *     `statuses` is the workspace's list of thread statuses, for staff alone. `files` is what lies in the thread of `threadId`, newest first.
                 *     `saved-replies` are the viewer's own, for a coordinator those of the practitioners in the thread of `threadId` whom they assist; `placeholders` is what the
                 *     workspace fills in. Both are for those who may use saved replies.
                 *     `documents` is the folder *Images & documents* of the patient whose side is in that thread, newest first; of several, `patient` says whose.
                 *     Further lists come with their kinds.
                 */
                name: string;
            };
            cookie?: never;
        };
        /** One of the workspace's lists. */
        get: operations["listCatalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The stream of events, as text/event-stream read by fetch.
         * @description First a comment of 2 kB (it pushes the stream through proxies that buffer), then `hello` with the cursor at which the stream starts:
         *     `since`, or the present. Each `batch` carries, as its id, the cursor that stands after it. `ephemeral` frames may be lost and move no
         *     cursor. A comment comes every ten seconds at least. The stream ends when the token expires; the client comes back with a new one. A cursor that the
         *     server no longer knows answers `gone`: read the pages again.
         *
         *     With `wait` it is a long poll, for lines on which streams are held back or cut: the same frames without the first comment, and the answer ends
         *     once it has brought something, or when the time is over. Without `since` it ends at once: the answer is the cursor.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that the viewer types, or no longer. May be lost. */
        post: operations["postHint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Id: string;
        Cursor: string;
        Position: string;
        Problem: {
            /** @description `urn:clinic-chat:problem:` and the code. */
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "unauthenticated" | "forbidden" | "not-found" | "conflict" | "invalid" | "too-large" | "unsupported-type" | "held" | "rate-limited" | "gone" | "unsupported" | "unavailable" | "unknown";
            detail?: string;
            /** @description What is wrong, by the name of the field. */
            fields?: {
                [key: string]: string;
            };
        };
        Session: {
            viewer: components["schemas"]["Participant"];
            workspace: components["schemas"]["Workspace"];
            capabilities: string[];
            features: components["schemas"]["Features"];
        };
        Workspace: {
            id: components["schemas"]["Id"];
            name: string;
            /** @description Where the clinic is (ISO 3166-1 alpha-2). */
            region?: string;
            limits: components["schemas"]["Limits"];
            switches: {
                messaging: boolean;
                plan: boolean;
            } & {
                [key: string]: boolean;
            };
            notices: components["schemas"]["Notices"];
            phone?: string;
        };
        Limits: {
            /** @description UTF-16 units. */
            textLength: number;
            fileBytes: number;
            filesPerMessage: number;
            videoSeconds: number;
            voiceSeconds: number;
        };
        Notices: {
            /** @description Empty for that of the workspace's region. */
            emergencyNumber: string;
            emergency?: string;
            urgent?: string;
            realtime?: string;
            response?: string;
        };
        Features: {
            /** @enum {string} */
            idempotency: "server" | "client";
            /** @enum {string} */
            resume: "cursor" | "history";
            /** @enum {string} */
            live: "push" | "poll";
            /** @enum {string} */
            history: "both" | "older";
            read: boolean;
            typing: boolean;
            presence: boolean;
            edit: boolean;
            search: boolean;
            files: {
                resumable: boolean;
            } | false;
            /** @description Whether there are folders of Images & documents. */
            documents?: boolean;
            commands?: string[];
        };
        Participant: {
            id: components["schemas"]["Id"];
            name: string;
            /** @description patient, relation, practitioner, coordinator or admin. */
            role: string;
            title?: string;
            onBehalfOf?: components["schemas"]["Id"];
            /**
             * Format: date
             * @description Of a patient, for staff alone.
             */
            birthDate?: string;
            active: boolean;
        };
        Thread: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            kind: "direct" | "group";
            title: string;
            participants: components["schemas"]["Participant"][];
            subject?: components["schemas"]["Id"];
            last?: components["schemas"]["Message"];
            unread: number;
            readUpTo?: components["schemas"]["Position"];
            denied: string[];
            hold?: {
                /** @constant */
                reason: "payment";
                message: components["schemas"]["Id"];
                by: components["schemas"]["Id"][];
            };
            muted: boolean;
            pinned: boolean;
            archived: boolean;
            /** @description Absent for patients and relations. */
            staff?: {
                status?: components["schemas"]["Id"];
                /** @description Milliseconds since the epoch; absent where the care team wrote last. */
                waitingSince?: number;
            };
            groupAdmin?: components["schemas"]["Id"];
            markedUnread?: boolean;
            /** @description How far others have read, by person; only with the capability `receipts`. */
            reads?: {
                [key: string]: components["schemas"]["Position"];
            };
            workspace?: components["schemas"]["Id"];
        };
        ThreadLink: {
            code: string;
            /** @description Milliseconds since the epoch. */
            expiresAt: number;
        };
        ThreadStatus: {
            id: components["schemas"]["Id"];
            name: string;
        };
        Message: {
            id: components["schemas"]["Id"];
            clientId?: components["schemas"]["Id"];
            threadId: components["schemas"]["Id"];
            /** @description A participant; empty where the server names none. */
            author: string;
            onBehalfOf?: components["schemas"]["Id"];
            /** @description Milliseconds since the epoch. */
            sentAt: number;
            position?: components["schemas"]["Position"];
            revision: number;
            kind: string;
            /** @description As the kind says. */
            payload: unknown;
            files: components["schemas"]["FileRef"][];
            preview?: string;
            for?: components["schemas"]["Id"];
            /** @enum {string} */
            delivery: "queued" | "sending" | "sent" | "delivered" | "read" | "failed";
        };
        FileRef: {
            id: components["schemas"]["Id"];
            name: string;
            type: string;
            size: number;
            width?: number;
            height?: number;
            duration?: number;
            /** @enum {string} */
            scan: "pending" | "clean" | "blocked";
        };
        FileTicket: {
            /**
             * Format: uri-reference
             * @description Relative to the server's base (with a slash at its end).
             */
            url: string;
            /** @description Milliseconds since the epoch. */
            expiresAt: number;
        };
        ThreadPage: {
            items: components["schemas"]["Thread"][];
            older?: components["schemas"]["Cursor"];
            newer?: components["schemas"]["Cursor"];
        };
        MessagePage: {
            items: components["schemas"]["Message"][];
            older?: components["schemas"]["Cursor"];
            newer?: components["schemas"]["Cursor"];
        };
        PeoplePage: {
            items: components["schemas"]["Participant"][];
            older?: components["schemas"]["Cursor"];
            newer?: components["schemas"]["Cursor"];
        };
        StatusPage: {
            items: components["schemas"]["ThreadStatus"][];
            older?: components["schemas"]["Cursor"];
            newer?: components["schemas"]["Cursor"];
        };
        FileInThread: {
            file: components["schemas"]["FileRef"];
            messageId: components["schemas"]["Id"];
            author: string;
            /** @description Milliseconds since the epoch. */
            sentAt: number;
        };
        FilePage: {
            items: components["schemas"]["FileInThread"][];
            older?: components["schemas"]["Cursor"];
            newer?: components["schemas"]["Cursor"];
        };
        SavedReply: {
            id: components["schemas"]["Id"];
            owner: components["schemas"]["Id"];
            title?: string;
            text: string;
        };
        ReplyPage: {
            items: components["schemas"]["SavedReply"][];
            older?: components["schemas"]["Cursor"];
            newer?: components["schemas"]["Cursor"];
        };
        Placeholder: {
            /** @description What stands between the brackets, for example OPENING HOURS. */
            id: string;
            value: string;
        };
        PlaceholderPage: {
            items: components["schemas"]["Placeholder"][];
            older?: components["schemas"]["Cursor"];
            newer?: components["schemas"]["Cursor"];
        };
        PatientDocument: {
            file: components["schemas"]["FileRef"];
            /** @description Who uploaded it. */
            author: string;
            /** @description Milliseconds since the epoch. */
            savedAt: number;
        };
        DocumentPage: {
            items: components["schemas"]["PatientDocument"][];
            older?: components["schemas"]["Cursor"];
        };
        Nothing: Record<string, never>;
        ThreadCreated: {
            thread: components["schemas"]["Thread"];
            message?: components["schemas"]["Message"];
        };
        /** @description An open union, told apart by `type`. */
        ServerCommand: components["schemas"]["MessageSend"] | components["schemas"]["MessageAct"] | components["schemas"]["ThreadCreate"] | components["schemas"]["ThreadRename"] | components["schemas"]["ThreadInvite"] | components["schemas"]["ThreadRemoveParticipant"] | components["schemas"]["ThreadLinkCommand"] | components["schemas"]["ThreadJoin"] | components["schemas"]["ThreadLeave"] | components["schemas"]["ThreadFlag"] | components["schemas"]["StatusSet"] | components["schemas"]["ReplySave"] | components["schemas"]["ReplyDelete"] | components["schemas"]["Read"];
        MessageSend: {
            /** @constant */
            type: "message.send";
            id: components["schemas"]["Id"];
            threadId: components["schemas"]["Id"];
            kind: components["schemas"]["Kind"];
            /** @description As the kind says. */
            payload: unknown;
            files: components["schemas"]["FileIds"];
            for?: components["schemas"]["Id"];
        };
        MessageAct: {
            /** @constant */
            type: "message.act";
            id: components["schemas"]["Id"];
            threadId: components["schemas"]["Id"];
            messageId: components["schemas"]["Id"];
            verb: string;
            /** @description As the kind's verb says. */
            data: unknown;
        };
        ThreadCreate: {
            /** @constant */
            type: "thread.create";
            id: components["schemas"]["Id"];
            /** @enum {string} */
            kind: "direct" | "group";
            participants: components["schemas"]["People"];
            title?: components["schemas"]["Title"];
            first?: components["schemas"]["FirstMessage"];
        };
        /** @description Its `id` becomes the message's `clientId`. */
        FirstMessage: {
            id: components["schemas"]["Id"];
            kind: components["schemas"]["Kind"];
            /** @description As the kind says. */
            payload: unknown;
            files: components["schemas"]["FileIds"];
        };
        ThreadRename: {
            /** @constant */
            type: "thread.rename";
            id: components["schemas"]["Id"];
            threadId: components["schemas"]["Id"];
            title: components["schemas"]["Title"];
        };
        ThreadInvite: {
            /** @constant */
            type: "thread.invite";
            id: components["schemas"]["Id"];
            threadId: components["schemas"]["Id"];
            participants: components["schemas"]["People"];
        };
        ThreadRemoveParticipant: {
            /** @constant */
            type: "thread.remove-participant";
            id: components["schemas"]["Id"];
            threadId: components["schemas"]["Id"];
            participant: components["schemas"]["Id"];
        };
        ThreadLinkCommand: {
            /** @constant */
            type: "thread.link";
            id: components["schemas"]["Id"];
            threadId: components["schemas"]["Id"];
            replace?: boolean;
        };
        ThreadJoin: {
            /** @constant */
            type: "thread.join";
            id: components["schemas"]["Id"];
            code: string;
        };
        StatusSet: {
            /** @constant */
            type: "status.set";
            id: components["schemas"]["Id"];
            threadId: components["schemas"]["Id"];
            status: components["schemas"]["Id"] | null;
        };
        ThreadLeave: {
            /** @constant */
            type: "thread.leave";
            id: components["schemas"]["Id"];
            threadId: components["schemas"]["Id"];
        };
        ThreadFlag: {
            /** @constant */
            type: "thread.flag";
            id: components["schemas"]["Id"];
            threadId: components["schemas"]["Id"];
            muted?: boolean;
            pinned?: boolean;
            archived?: boolean;
            unread?: boolean;
        };
        ReplySave: {
            /** @constant */
            type: "reply.save";
            id: components["schemas"]["Id"];
            /** @description The id is the client's; the same one again changes the reply. The text may be as long as a message. */
            reply: {
                id: components["schemas"]["Id"];
                title?: string;
                text: string;
            };
        };
        ReplyDelete: {
            /** @constant */
            type: "reply.delete";
            id: components["schemas"]["Id"];
            reply: components["schemas"]["Id"];
        };
        Read: {
            /** @constant */
            type: "read";
            id: components["schemas"]["Id"];
            threadId: components["schemas"]["Id"];
            upTo: components["schemas"]["Position"];
        };
        Kind: string;
        Title: string;
        /** @description Who is named twice is meant once. */
        People: components["schemas"]["Id"][];
        FileIds: components["schemas"]["Id"][];
        /** @description One frame of the stream; `data` stands in it as JSON. */
        StreamFrame: {
            /** @constant */
            event: "hello";
            data: {
                cursor: components["schemas"]["Cursor"];
            };
        } | {
            /** @constant */
            event: "batch";
            id: components["schemas"]["Cursor"];
            data: components["schemas"]["ServerEvent"][];
        } | {
            /** @constant */
            event: "ephemeral";
            data: components["schemas"]["Ephemeral"];
        };
        ServerEvent: {
            /** @constant */
            type: "message";
            message: components["schemas"]["Message"];
        } | {
            /** @constant */
            type: "thread";
            thread: components["schemas"]["Thread"];
        } | {
            /** @constant */
            type: "thread.gone";
            threadId: components["schemas"]["Id"];
            /** @enum {string} */
            reason: "left" | "removed" | "erased";
        } | {
            /** @constant */
            type: "read";
            threadId: components["schemas"]["Id"];
            by: components["schemas"]["Id"];
            upTo: components["schemas"]["Position"];
        } | {
            /** @constant */
            type: "session";
            session: components["schemas"]["Session"];
        } | {
            /** @constant */
            type: "catalog";
            /** @description A list that has changed for the viewer. */
            name: string;
        } | {
            /** @constant */
            type: "resync";
            threadId?: components["schemas"]["Id"];
        };
        Ephemeral: {
            /** @constant */
            type: "typing";
            threadId: components["schemas"]["Id"];
            by: components["schemas"]["Id"];
        } | {
            /** @constant */
            type: "presence";
            who: components["schemas"]["Id"];
            state: string;
        } | {
            /** @constant */
            type: "signal";
            callId: components["schemas"]["Id"];
            from: components["schemas"]["Id"];
            /** @description As the call's adapter says. */
            data: unknown;
        };
    };
    responses: {
        /** @description What went wrong. `rate-limited` and `unavailable` come with Retry-After, in seconds. */
        Problem: {
            headers: {
                /** @description Seconds to wait at least. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description How far the upload has come. */
        UploadStands: {
            headers: {
                /** @description Bytes that are on the server's disk. */
                "Upload-Offset"?: number;
                /** @description Bytes of the whole file. */
                "Upload-Length"?: number;
                /** @description This address. */
                Location?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        threadId: components["schemas"]["Id"];
        fileId: components["schemas"]["Id"];
        tusResumable: "1.0.0";
        /** @description How many items at most. Default 30. */
        limit: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUnread: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The count. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        unread: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listThreads: {
        parameters: {
            query?: {
                /** @description Only threads whose title or participants' names hold this text. */
                text?: string;
                /** @description Only archived threads; only the others when left out. */
                archived?: boolean;
                /** @description Only threads with unread messages or marked as unread; with `false` only the others. */
                unread?: boolean;
                kind?: "direct" | "group";
                /** @description Only threads with this status. For staff; decides nothing for the patient's side. */
                status?: components["schemas"]["Id"];
                /** @description Only threads in which the patient's side wrote last; with `false` only the others. For staff; decides nothing for the patient's side. */
                waiting?: boolean;
                /** @description `waiting`: who has waited longest comes first, then those who do not wait. For staff; `recent` for the patient's side. */
                sort?: "recent" | "waiting";
                /** @description The `older` of the page before. */
                before?: components["schemas"]["Cursor"];
                /** @description How many items at most. Default 30. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of threads. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getThread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                threadId: components["parameters"]["threadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The thread as the viewer may see it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description The `older` of a page. At most one of before, after and around is given. */
                before?: components["schemas"]["Cursor"];
                /** @description The `newer` of a page. */
                after?: components["schemas"]["Cursor"];
                /** @description The id of a message that stands about in the middle of the page. */
                around?: components["schemas"]["Id"];
                /**
                 * @description Kinds, separated by commas, that are left out of pages unless they are asked for, such as `plan-comment`. A kind whose switch the
                 *     workspace does not have is never sent.
                 */
                include?: string;
                /** @description How many items at most. Default 30. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                threadId: components["parameters"]["threadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of messages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    submitCommand: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServerCommand"];
            };
        };
        responses: {
            /** @description Carried out, now or when this id came first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"] | components["schemas"]["ThreadCreated"] | components["schemas"]["Thread"] | components["schemas"]["ThreadLink"] | components["schemas"]["Nothing"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, without its bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileRef"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putFile: {
        parameters: {
            query: {
                /** @description The thread for which the file is meant. Left out for the first message of a thread that does not exist yet. */
                threadId?: components["schemas"]["Id"];
                /** @description The file's name. Direction controls and control characters are removed, the length is cut to 255. */
                name: string;
            };
            header?: never;
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        /** @description The bytes as they are. Their type is told from the content; the header's is ignored. */
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description The file is on the server's disk. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileRef"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": components["parameters"]["tusResumable"];
                /** @description Bytes of the whole file, within the workspace's limit. */
                "Upload-Length": number;
                /**
                 * @description `filename`, `thread` (left out for the first message of a thread that does not exist yet) and `mark`, each in base64. `mark` tells the
                 *     content: the SHA-256, in hexadecimal, of the SHA-256s of each 4 MiB, which the whole file is held against; anything else is only
                 *     compared with itself.
                 */
                "Upload-Metadata"?: string;
            };
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["UploadStands"];
            201: components["responses"]["UploadStands"];
            default: components["responses"]["Problem"];
        };
    };
    headUpload: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": components["parameters"]["tusResumable"];
            };
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["UploadStands"];
            default: components["responses"]["Problem"];
        };
    };
    patchUpload: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": components["parameters"]["tusResumable"];
                "Upload-Offset": number;
            };
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": unknown;
            };
        };
        responses: {
            204: components["responses"]["UploadStands"];
            default: components["responses"]["Problem"];
        };
    };
    putPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        /** @description The bytes as they are. Their type is told from the content; the header's is ignored. */
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description The file has a preview. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    createFileTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    as: "file" | "preview";
                };
            };
        };
        responses: {
            /** @description The address, without the session's token in it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileTicket"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getFileContent: {
        parameters: {
            query?: {
                /** @description The file itself (the default), or its preview where it has one. */
                as?: "file" | "preview";
            };
            header?: {
                /** @description One range of bytes (RFC 9110 section 14). */
                Range?: string;
            };
            path: {
                fileId: components["parameters"]["fileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file, always as an attachment and sandboxed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description The range lies outside the file. */
            416: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCatalog: {
        parameters: {
            query?: {
                /** @description Only items whose name or title holds this text. */
                text?: string;
                /** @description For `people` `doctors` (every practitioner) or a role's name; for `documents` `image`, `video`, `audio` or `document`. */
                filter?: string;
                /** @description Of one thread. */
                threadId?: components["schemas"]["Id"];
                /** @description Whose `documents`, in a thread with several patients. */
                patient?: components["schemas"]["Id"];
                /** @description The `older` of the page before. */
                before?: components["schemas"]["Cursor"];
                /** @description How many items at most. Default 30. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /**
                 * @description Which list. `people` are those whom the viewer may choose as recipients, with `threadId` those who may be invited to that thread.
                 *     `statuses` is the workspace's list of thread statuses, for staff alone. `files` is what lies in the thread of `threadId`, newest first.
                 *     `saved-replies` are the viewer's own, for a coordinator those of the practitioners in the thread of `threadId` whom they assist; `placeholders` is what the
                 *     workspace fills in. Both are for those who may use saved replies.
                 *     `documents` is the folder *Images & documents* of the patient whose side is in that thread, newest first; of several, `patient` says whose.
                 *     Further lists come with their kinds.
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. A list that the server does not have answers `unsupported`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeoplePage"] | components["schemas"]["StatusPage"] | components["schemas"]["FilePage"] | components["schemas"]["ReplyPage"] | components["schemas"]["PlaceholderPage"] | components["schemas"]["DocumentPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description The cursor after the last batch that was applied. */
                since?: components["schemas"]["Cursor"];
                /** @description Seconds after which the answer ends though nothing has happened. */
                wait?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream, frame by frame. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamFrame"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postHint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    threadId: components["schemas"]["Id"];
                    /** @enum {string} */
                    hint: "typing" | "idle";
                };
            };
        };
        responses: {
            /** @description Heard, perhaps passed on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
}
