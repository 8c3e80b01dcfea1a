-- title: 退回率 | Sent back
-- unit: 件；比率按主办单位和登记月份 | Matters; the rate by lead unit and month filed
-- numerator: 被退回或者异议成立收回过的件数；次数另列 | Matters sent back, or taken back on an objection; the times apart
-- denominator: 登记的件数 | Matters filed
-- left out: 限定知情的（如检举控告）；误导入后撤销的；当作历史导入的 | Matters confined to few (such as accusations); imports undone; matters brought in as history
-- known error: 退回不等于做错：依法不归本单位的本来就该退；算在现在的主办单位名下，不是退的那个单位 | To send back is no fault where the law gives the matter to another; it counts for the unit that leads now, not for the one that sent it back
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    unit,
    COUNT(*) AS n,
    SUM(CASE WHEN sent_back > 0 THEN 1 ELSE 0 END) AS sent_back_n,
    SUM(sent_back) AS times_n
FROM matter_fact
WHERE history = 0 AND kind = $kind AND yyyymm >= $first AND yyyymm <= $last
GROUP BY yyyymm, unit
ORDER BY yyyymm, unit
