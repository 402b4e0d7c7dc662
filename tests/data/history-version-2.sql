BEGIN TRANSACTION;
CREATE TABLE attempt (
        id TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        stage TEXT NOT NULL,
        question_id TEXT,
        prompt TEXT NOT NULL,
        kind TEXT NOT NULL,
        topic TEXT NOT NULL,
        recording TEXT,
        transcript TEXT,
        assessment TEXT,
        candidate TEXT NOT NULL,
        problem TEXT NOT NULL
    , session TEXT NOT NULL DEFAULT '', step INTEGER NOT NULL DEFAULT 0, heard TEXT) STRICT
    ;
INSERT INTO "attempt" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','2026-03-01T09:01:00+00:00','assessed','csm-communication-unpopular-change','Tell me about a time you had to bring your team a decision they were bound to dislike. How did you tell them?','behavioural','Communication',NULL,'{"text": "Last winter our phones were full and people waited nine minutes. I had to get that below five. I kept a tally on the back of an envelope and moved two people to the early shift.", "words": [], "seconds": null, "edited": false, "model": ""}','{"question": {"id": "csm-communication-unpopular-change", "prompt": "Tell me about a time you had to bring your team a decision they were bound to dislike. How did you tell them?", "kind": "behavioural"}, "transcript": {"text": "Last winter our phones were full and people waited nine minutes. I had to get that below five. I kept a tally on the back of an envelope and moved two people to the early shift.", "edited": false, "words": []}, "length": {"words": 36, "seconds": null, "words_per_minute": null, "sample_words": 245, "ratio": 0.147, "verdict": "short"}, "story": {"kind": "story", "confidence": 0.952}, "star": {"applicable": true, "situation": {"present": true, "unsure": false, "share": 0.306, "seconds": null, "evidence": [{"text": "Last winter our phones were full", "start": null, "end": null, "confidence": 0.893}, {"text": "and people waited nine minutes.", "start": null, "end": null, "confidence": 0.745}]}, "task": {"present": true, "unsure": false, "share": 0.194, "seconds": null, "evidence": [{"text": "I had to get that below five.", "start": null, "end": null, "confidence": 0.926}]}, "action": {"present": true, "unsure": false, "share": 0.5, "seconds": null, "evidence": [{"text": "I kept a tally on the back of an envelope and moved two people to the early shift.", "start": null, "end": null, "confidence": 0.698}]}, "result": {"present": false, "unsure": false, "share": 0.0, "seconds": null, "evidence": []}, "quantified_result": false, "order": ["S", "T", "A"]}, "sentences": [{"text": "Last winter our phones were full", "role": "S", "confidence": 0.893, "start": null, "end": null}, {"text": "and people waited nine minutes.", "role": "S", "confidence": 0.745, "start": null, "end": null}, {"text": "I had to get that below five.", "role": "T", "confidence": 0.926, "start": null, "end": null}, {"text": "I kept a tally on the back of an envelope and moved two people to the early shift.", "role": "A", "confidence": 0.698, "start": null, "end": null}], "metrics": [{"text": "nine minutes", "kpi": null, "kind": "duration", "from": null, "to": 9.0, "delta": null, "unit": "minutes", "direction": null, "period": null, "in_result": false, "start": null, "end": null}, {"text": "five", "kpi": null, "kind": "duration", "from": null, "to": 5.0, "delta": null, "unit": "minutes", "direction": null, "period": null, "in_result": false, "start": null, "end": null}, {"text": "two people", "kpi": null, "kind": "count", "from": null, "to": 2.0, "delta": null, "unit": "people", "direction": null, "period": null, "in_result": false, "start": null, "end": null}], "expected_metrics": [{"kpi": "Response time", "seen": false}, {"kpi": "Repeat contacts", "seen": false}], "coverage": {"applicable": true, "points": [{"point": "You found out the reasons before you faced the team.", "state": "missing", "evidence": null}, {"point": "You told everyone in person, plainly, with the reason.", "state": "missing", "evidence": null}, {"point": "You took their questions and acted on the good objections.", "state": "missing", "evidence": null}, {"point": "You can show that the team got there.", "state": "missing", "evidence": null}], "different_story": false}, "delivery": {"fillers_at_least": 0, "fillers_per_minute": null, "hedges": 0, "pauses": [], "pace": [], "i": 2, "we": 1}, "advice": [{"check": "result", "message": "I did not hear how it ended. You stopped at \u201cI kept a tally on the back of an envelope and moved two people \u2026\u201d. Say what changed, and by how much.", "evidence": "I kept a tally on the back of an envelope and moved two people to the early shift."}, {"check": "length", "message": "36 words is short; interviewers expect 130 to 300 words. Say more about what you did.", "evidence": null}], "judge": "words", "timings": {"transcribe_seconds": null, "assess_seconds": 0.01}}','you','','55555555555555555555555555555555',0,NULL);
CREATE TABLE session (
        id TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        over INTEGER NOT NULL,
        document TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "session" VALUES('55555555555555555555555555555555','2026-03-01T09:00:00+00:00',1,'{"id": "55555555555555555555555555555555", "at": "2026-03-01T09:00:00+00:00", "style": "practise", "position": 1, "pressure": "calm", "steps": [{"question": "csm-communication-unpopular-change", "prompt": "Tell me about a time you had to bring your team a decision they were bound to dislike. How did you tell them?", "kind": "behavioural", "role": "Customer service manager", "topic": "Communication", "rules": {"prepare": null, "answer": null, "warn": null, "interrupt": null, "repeats": true, "open_book": true, "shows": true}, "part": "", "want": null}]}');
CREATE INDEX attempt_at ON attempt (at);
CREATE INDEX attempt_session ON attempt (session, step, at);
CREATE INDEX attempt_question ON attempt (question_id, at);
CREATE INDEX session_at ON session (at);
COMMIT;
PRAGMA user_version=2;
