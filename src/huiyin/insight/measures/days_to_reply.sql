-- title: 答复用了几天 | Days to the reply
-- unit: 件；比率按主办单位和登记月份 | Matters; the rate by lead unit and month filed
-- numerator: 按固定的几档：15 天以内、16 到 30 天、31 到 60 天、61 到 90 天、90 天以上；还没答复的、没答复就结束的各一档 | In fixed bands: to 15 days, 16 to 30, 31 to 60, 61 to 90, over 90; those not yet replied to and those ended without a reply each apart
-- denominator: 登记的件数 | Matters filed
-- left out: 限定知情的（如检举控告）；误导入后撤销的；当作历史导入的 | Matters confined to few (such as accusations); imports undone; matters brought in as history
-- known error: 从登记那天数日历日；不报平均数，少数很久的会被平均数盖住；近几个月还没答复的多，往后会往右移 | Calendar days from filing; no mean is given, it would hide the few that took very long; in recent months many still wait and will move to the right
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    unit,
    COUNT(*) AS n,
    SUM(CASE WHEN replied_day > 0 AND days_to_reply <= 15 THEN 1 ELSE 0 END) AS to_15_n,
    SUM(CASE WHEN replied_day > 0 AND days_to_reply > 15 AND days_to_reply <= 30 THEN 1 ELSE 0 END) AS to_30_n,
    SUM(CASE WHEN replied_day > 0 AND days_to_reply > 30 AND days_to_reply <= 60 THEN 1 ELSE 0 END) AS to_60_n,
    SUM(CASE WHEN replied_day > 0 AND days_to_reply > 60 AND days_to_reply <= 90 THEN 1 ELSE 0 END) AS to_90_n,
    SUM(CASE WHEN replied_day > 0 AND days_to_reply > 90 THEN 1 ELSE 0 END) AS over_90_n,
    SUM(CASE WHEN replied_day = 0 AND closed_day = 0 THEN 1 ELSE 0 END) AS waiting_n,
    SUM(CASE WHEN replied_day = 0 AND closed_day > 0 THEN 1 ELSE 0 END) AS ended_n
FROM matter_fact
WHERE history = 0 AND kind = $kind AND yyyymm >= $first AND yyyymm <= $last
GROUP BY yyyymm, unit
ORDER BY yyyymm, unit
