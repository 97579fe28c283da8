# Words of the desk, Thai: inbox. Origin: the project. Licence: MIT OR Apache-2.0.
inbox-title = กล่องเข้า
inbox-count = { $n ->
    [0] ยังไม่มีเอกสาร
   *[other] { $n } เอกสาร
}
inbox-added = { $n ->
    [0] ไม่มีสิ่งใหม่ถูกเพิ่ม
   *[other] เพิ่มแล้ว { $n } เอกสาร
}
inbox-known = { $n } ฉบับมีอยู่แล้วและไม่ถูกเก็บซ้ำ
inbox-unread = ยังไม่ได้อ่าน { $n } เอกสาร
inbox-reading = กำลังอ่าน เหลืออีก { $n } จาก { $all } คุณออกจากหน้านี้ได้ ไม่มีสิ่งใดสูญหาย
inbox-read = อ่านเดี๋ยวนี้
inbox-empty = ยังไม่มีอะไรที่นี่
inbox-empty-hint = ใส่หน้าเว็บที่บันทึกไว้ แถลงการณ์ จดหมาย หรือคำให้การ ต้นฉบับทุกฉบับจะถูกคำนวณค่าแฮชและปิดผนึกก่อนที่จะมีการอ่าน และเก็บไว้ตามเดิม
column-number = ที่
column-document = เอกสาร
column-published = เผยแพร่
column-acts = การกระทำ
column-people = บุคคล
column-time = เวลา (UTC)
column-who = ใคร
column-what = อะไร
column-entry = รายการ
erased = (ถูกนำออกจากคดี)
same-bytes = เนื้อหาเหมือนเอกสาร { $n }
not-read-yet = ยังไม่ได้อ่าน
next = เพิ่มเติม
read-only = อ่านคดีนี้ได้ แต่ตอนนี้เพิ่มอะไรไม่ได้

add-title = เพิ่มเอกสาร
add-hint = สิ่งที่คุณเขียนที่นี่จะถูกบันทึกพร้อมกับแต่ละไฟล์ และแก้ไขภายหลังไม่ได้
add-source = มาจากที่ใด
add-obtained = ได้มาอย่างไร
add-consent = ด้วยความยินยอมใด
add-files = ไฟล์
add = เพิ่ม
add-folder = หรือทั้งโฟลเดอร์

stopped-no-file = ยังไม่ได้เลือกไฟล์ เลือกไฟล์หรือโฟลเดอร์ แล้วกดเพิ่ม
stopped-too-long = ไฟล์ใหญ่เกินกว่าจะส่งในครั้งเดียว (ไม่เกิน 512 MB) สิ่งที่นับไว้ข้างบนปลอดภัยแล้ว ส่งที่เหลือเป็นกลุ่มเล็กลง
stopped-broken-off = การส่งขาดตอน สิ่งที่นับไว้ข้างบนปลอดภัยแล้ว ส่งไฟล์เดิมอีกครั้งได้ ไฟล์ที่มีอยู่แล้วจะไม่ถูกเก็บซ้ำ
stopped-refused = มีไฟล์หนึ่งที่ไม่ได้รับเข้าสำนวน สิ่งที่นับไว้ข้างบนปลอดภัยแล้ว ดูเพิ่มเติมในบันทึก

problem-binary-file = ไม่ใช่ข้อความ ดูเหมือนภาพ เสียง โปรแกรม หรือไฟล์บีบอัด เก็บไว้ตามที่ได้รับมา
problem-not-text = ไม่ใช่ข้อความที่อ่านได้ เก็บไว้ตามที่ได้รับมา
problem-empty-file = ไฟล์นี้ว่างเปล่า
problem-no-body = ไม่พบเนื้อหาบทความในหน้านี้
problem-undated-document = ไม่ทราบว่าเผยแพร่เมื่อใด
problem-encoding-guessed = ไฟล์ไม่ได้บอกรหัสอักขระ จึงต้องเดา
problem-wrong-encoding = ไฟล์บอกรหัสอักขระผิด บางตัวอักษรในที่นี้อาจผิด
problem-cut-short = ข้อความยาวมาก อ่านเฉพาะตอนต้น
problem-too-large = ไฟล์ใหญ่เกินกว่าจะอ่าน เก็บไว้ตามที่ได้รับมา
problem-too-many-elements = หน้านี้มีส่วนย่อยมากเกินไป อ่านเฉพาะส่วนแรก
problem-nested-too-deep = ส่วนต่าง ๆ ของหน้าซ้อนกันลึกเกินไป บางส่วนถูกละไว้
problem-doubtful-acts = การกระทำบางอย่างน่าสงสัยเกินกว่าจะเสนอ
problem-reader-crashed = อ่านเอกสารนี้ไม่สำเร็จ เก็บไว้ตามที่ได้รับมา
problem-reader-timeout = การอ่านเอกสารนี้ใช้เวลานานเกินไปจึงถูกยุติ เก็บไว้ตามที่ได้รับมา
problem-reader-missing = ไม่สามารถเริ่มส่วนของโปรแกรมที่อ่านไฟล์ชนิดนี้
problem-result-missing = เปิดผลการอ่านนี้ไม่ได้ ให้อ่านเอกสารอีกครั้ง
is-picture = ภาพ
problem-picture = นี่คือภาพ เก็บไว้และไม่อ่านอะไรจากภาพ
problem-picture-damaged = ภาพเสียหายหรือขาดตอน เก็บไว้ตามที่ได้มา
problem-picture-too-large = ภาพมีจุดมากกว่าที่จะแสดงที่นี่ได้ เก็บไว้ตามที่ได้มา
problem-not-a-picture = ไม่ใช่ภาพที่แสดงได้ เก็บไว้ตามที่ได้มา
problem-unreadable-file = อ่านไฟล์ไม่ได้
problem-reading-crashed = อ่านเอกสารนี้ไม่สำเร็จ เก็บไว้ตามที่ได้มา
problem-proposals-crashed = ตัวอ่านเสริมล้มเหลว สิ่งที่อ่านได้อย่างอื่นยังอยู่
problem-other = พบบางอย่างขณะอ่าน: { $text }
noticed-on-opening = พบ { $n } สิ่งเมื่อเปิดคดี
verified-notes = ข้อสังเกต { $n } ข้อที่ไม่ใช่ความเสียหาย
